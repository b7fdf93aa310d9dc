/// A known format without readable landmarks, recognised by its first bytes. The error then names the format
/// and the remedy, and not the bytes.
struct ForeignFormat {
    /// The subject of the message "this is …".
    let name: String
    let remedy: String

    private struct Signature {
        let magic: [UInt8]
        let offset: Int
        let format: ForeignFormat

        init(_ magic: [UInt8], at offset: Int = 0, _ name: String, _ remedy: String) {
            (self.magic, self.offset) = (magic, offset)
            format = ForeignFormat(name: name, remedy: remedy)
        }

        init(_ text: String, at offset: Int = 0, _ name: String, _ remedy: String) {
            self.init(Array(text.utf8), at: offset, name, remedy)
        }
    }

    private static let film = "run MediaPipe Holistic on it, and give the landmarks"
    private static let picture = "run MediaPipe Holistic on the film, and give the landmarks of every frame"
    private static let unpack = "unpack it, and give the recording in it"
    private static let table =
        "read it in Python and give signify_engine.Attempt.from_table(pandas.read_parquet(path)), or save it as CSV"

    private static let signatures: [Signature] = [
        Signature("\u{89}".unicodeScalars.map { UInt8($0.value) } + Array("HDF\r\n".utf8), "HDF5", hdf5),
        Signature([0x50, 0x4B, 0x03, 0x04], "a zip archive", unpack),
        Signature([0x50, 0x4B, 0x05, 0x06], "an empty zip archive", unpack),
        Signature("PAR1", "Parquet", table),
        Signature(
            "ARROW1", "an Arrow file", table.replacingOccurrence(of: "read_parquet", with: "read_feather")),
        Signature("FEA1", "Feather", table.replacingOccurrence(of: "read_parquet", with: "read_feather")),
        Signature("MATLAB 5.0", "a MATLAB file", "read it with scipy.io.loadmat, and numpy.save the array"),
        Signature("ftyp", at: 4, "an MP4 or QuickTime film", film),
        Signature("moov", at: 4, "a QuickTime film", film),
        Signature("mdat", at: 4, "a QuickTime film", film),
        Signature("wide", at: 4, "a QuickTime film", film),
        Signature([0x1A, 0x45, 0xDF, 0xA3], "a WebM or Matroska film", film),
        Signature("AVI ", at: 8, "an AVI film", film), Signature("WAVE", at: 8, "a WAV sound", film),
        Signature("WEBP", at: 8, "a WebP picture", picture), Signature("FLV", "a Flash film", film),
        Signature("OggS", "an Ogg film", film), Signature([0, 0, 1, 0xBA], "an MPEG film", film),
        Signature([0, 0, 1, 0xB3], "an MPEG film", film),
        Signature([0x30, 0x26, 0xB2, 0x75], "a Windows Media film", film),
        Signature([0x89, 0x50, 0x4E, 0x47], "a PNG picture", picture),
        Signature([0xFF, 0xD8, 0xFF], "a JPEG picture", picture), Signature("GIF8", "a GIF picture", picture),
        Signature([0x49, 0x49, 0x2A, 0], "a TIFF picture", picture),
        Signature([0x4D, 0x4D, 0, 0x2A], "a TIFF picture", picture),
        Signature("%PDF", "a PDF", "give the recording as a file of its own"),
        Signature("SQLite format 3\0", "an SQLite database", "name a store with --db, and give a recording"),
        Signature([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "xz", unpack), Signature("BZh", "bzip2", unpack),
        Signature([0x28, 0xB5, 0x2F, 0xFD], "Zstandard", unpack),
        Signature([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive", unpack),
        Signature("Rar!", "a RAR archive", unpack),
        Signature([0x04, 0x22, 0x4D, 0x18], "LZ4", unpack),
        Signature("ustar", at: 257, "a tar archive", unpack),
        Signature([0xFF, 0xFE, 0, 0], "UTF-32 text", "save it as UTF-8"),
        Signature([0, 0, 0xFE, 0xFF], "UTF-32 text", "save it as UTF-8"),
        Signature("<!DOCTYPE", "a web page", "give the recording, and not the page that offers it"),
        Signature("<!doctype", "a web page", "give the recording, and not the page that offers it"),
        Signature("<html", "a web page", "give the recording, and not the page that offers it"),
        Signature("<?xml", "XML", "write the landmarks as JSON"),
        Signature(
            "version https://git-lfs", "a pointer of Git LFS, and not the file", "fetch it with git lfs pull"),
        Signature("(dp", "a Python pickle", pickle), Signature("(lp", "a Python pickle", pickle),
    ]

    private static let pickle =
        "load it in Python with pickle.load, and give the array to numpy.save or the object to json.dump"
    private static let hdf5 =
        "read it with h5py, and numpy.save the array: numpy.save(\"take.npy\", file[key][:])"

    private init(name: String, remedy: String) { (self.name, self.remedy) = (name, remedy) }

    /// The format of the bytes; `nil` for an unknown one. O(1).
    init?(_ bytes: RawSpan) {
        // Pickle protocols 2 to 5.
        if bytes.byteCount >= 2, bytes.byte(at: 0) == 0x80, (2...5).contains(bytes.byte(at: 1)) {
            self.init(name: "a Python pickle", remedy: Self.pickle)
            return
        }
        let found = Self.signatures.first { bytes.holds($0.magic.span.bytes, at: $0.offset) }
        guard let found else { return nil }
        if found.magic == [0x50, 0x4B, 0x03, 0x04], Self.firstName(inZip: bytes).hasSuffix(".npy") {
            self.init(
                name: "NumPy's .npz",
                remedy: "save its array alone: numpy.save(\"take.npy\", numpy.load(\"take.npz\")[\"arr_0\"])")
            return
        }
        self = found.format
    }

    /// The name of the first file in a zip archive.
    private static func firstName(inZip bytes: RawSpan) -> String {
        guard bytes.byteCount >= 30 else { return "" }
        let end = min(30 + Int(bytes.uint16(at: 26)), bytes.byteCount)
        return String(decoding: (30..<end).map { bytes.byte(at: $0) }, as: UTF8.self)
    }
}

extension String {
    /// The string with the first `old` replaced, without Foundation.
    fileprivate func replacingOccurrence(of old: String, with new: String) -> String {
        guard let range = firstRange(of: old) else { return self }
        return String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
    }
}
