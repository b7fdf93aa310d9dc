#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension NumpyReader {
    /// The largest file of one frame, in bytes: its numbers, and a header far longer than NumPy's.
    private static let largestFrameFile = 1 << 18

    /// Reads a folder with one frame per file, `0.npy`, `1.npy`, …, each an array `[N]`, in the order of
    /// their numbers. Hidden files are skipped. O(bytes).
    ///
    /// - Throws: an error that names the file: a number is missing or occurs twice, a file is of another
    ///   kind, or frames differ in width; also every error of ``read(_:)``.
    /// - Parameter hand: the side of a single hand.
    public static func read(
        frameFilesIn directory: String, hand: Handedness = .right
    ) throws(LandmarkError) -> LandmarkClip {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: directory)
        } catch {
            throw LandmarkError(
                "the folder '\(directory)' cannot be listed", remedy: "check its path and permissions")
        }
        let numbered = try order(names.filter { !$0.hasPrefix(".") }, of: directory)
        var width = 0
        var builder: NumpyClipBuilder?
        for (frame, name) in numbered.enumerated() {
            do throws(LandmarkError) {
                let bytes = try frameFile(directory + "/" + name)
                let header = try NumpyHeader(bytes.span.bytes, hand: hand.part)
                guard header.frameCount == 1 else {
                    throw LandmarkError(
                        "the file holds \(header.frameCount) frames",
                        remedy: "save one frame per file, or all frames in one file")
                }
                guard width == 0 || header.width == width else {
                    throw LandmarkError(
                        "a frame has \(header.width) numbers, those before it \(width)",
                        remedy: "keep the frames of one recording in a folder")
                }
                width = header.width
                var growing = builder ?? NumpyClipBuilder(header.frame, capacity: numbered.count)
                // Only `growing` holds the frames now, so that appending does not copy them.
                builder = nil
                try growing.append(header, of: bytes.span.bytes)
                builder = growing
            } catch {
                let byte: Int? =
                    switch error.location {
                    case .file: nil
                    case .byte(let offset): offset
                    case .frame(_, let offset): offset
                    }
                throw LandmarkError(
                    "\(name): \(error.what)", at: .frame(frame, byte: byte), remedy: error.remedy)
            }
        }
        guard let builder else {
            throw LandmarkError(
                "the folder '\(directory)' holds no frames", remedy: "name a folder of .npy files")
        }
        return builder.clip()
    }

    /// Whether a folder is a recording with one frame per file: only numbered `.npy` files, of which the
    /// first holds one frame. O(files).
    public static func isFrameFolder(_ directory: String) -> Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        let frames = names.filter { !$0.hasPrefix(".") }
        let isNumbered = frames.allSatisfy { name in
            name.hasSuffix(".npy") && name.dropLast(4).utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        guard isNumbered, let first = frames.min(), let bytes = try? frameFile(directory + "/" + first) else {
            return false
        }
        return (try? NumpyHeader(bytes.span.bytes))?.frameCount == 1
    }

    /// The names in the order of their numbers, which are consecutive from 0 or 1.
    private static func order(_ names: [String], of directory: String) throws(LandmarkError) -> [String] {
        var numbered: [(number: Int, name: String)] = []
        for name in names.sorted() {
            let stem = name.hasSuffix(".npy") ? name.dropLast(4) : ""
            guard !stem.isEmpty, stem.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(stem)
            else {
                throw LandmarkError(
                    "'\(name)' in the folder '\(directory)' is no frame: 0.npy, 1.npy, … are expected",
                    remedy: "move it elsewhere")
            }
            numbered.append((number, name))
        }
        numbered.sort { $0.number < $1.number }
        let first = numbered.first?.number == 1 ? 1 : 0
        for (index, frame) in numbered.enumerated() where frame.number != first + index {
            let twice = frame.number < first + index
            throw LandmarkError(
                "the folder '\(directory)' has frame \(twice ? "\(frame.number) twice" : "\(first + index) missing")",
                at: .frame(index, byte: nil), remedy: "number the files 0.npy, 1.npy, … without a gap")
        }
        return numbered.map(\.name)
    }

    /// The bytes of a regular file of a frame's size; any other file is not opened.
    private static func frameFile(_ path: String) throws(LandmarkError) -> [UInt8] {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard attributes?[.type] as? FileAttributeType == .typeRegular else {
            throw LandmarkError("this is no regular file", remedy: "move it elsewhere")
        }
        guard let size = attributes?[.size] as? Int, size <= largestFrameFile else {
            throw LandmarkError(
                "the file is larger than any frame", remedy: "read it by itself, not in a folder of frames")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw LandmarkError("the file cannot be read", remedy: "check its permissions")
        }
        return [UInt8](data)
    }
}
