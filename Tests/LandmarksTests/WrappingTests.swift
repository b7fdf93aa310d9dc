@testable import Landmarks
import TestSupport
import Testing

/// Recordings in gzip and in UTF-16.
@Suite struct WrappingTests {
    private static func recordings() throws -> [[UInt8]] {
        var random = SplitMix64(seed: 91)
        let clip = random.clip(LandmarkLayout(parts: [.pose, .leftHand]), frames: 5)
        let lines = (0..<4).map { "{\"t\":\($0),\"leftHandLandmarks\":\(JSONText.points(21))}\n" }.joined()
        return [
            clip.canonicalJSON(), try clip.poseFile(), Array(lines.utf8),
            NumpySample(Array(repeating: 0.5, count: 516), shape: "(2, 258)").bytes,
            Array("frame,type,landmark_index,x,y\n0,pose,0,0.5,0.5\n".utf8),
        ]
    }

    private func utf16(_ bytes: [UInt8], bigEndian: Bool, marked: Bool) -> [UInt8] {
        ((marked ? [0xFEFF] : []) + Array(String(decoding: bytes, as: UTF8.self).utf16)).flatMap { unit in
            bigEndian ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
        }
    }

    @Test func gzipOfAnythingIsTheThing() throws {
        for bytes in try Self.recordings() {
            let plain = try LandmarkReader().read(bytes: bytes)
            let packed = gzipped(bytes)
            #expect(try LandmarkReader().read(bytes: packed).isIdentical(to: plain))
            #expect(try LandmarkReader().read(InputBytes(packed)).isIdentical(to: plain))
            // Consecutive members and zeros, as written by `cat` and tapes.
            let half = bytes.count / 2
            let parts = gzipped(Array(bytes[..<half])) + gzipped(Array(bytes[half...])) + [0, 0, 0]
            #expect(try LandmarkReader().read(bytes: parts).isIdentical(to: plain))
            let folder = try JSONTestFolder()
            #expect(try LandmarkReader().read(path: folder.file("a.gz", packed)).isIdentical(to: plain))
        }
    }

    @Test func utf16IsItsText() throws {
        for bytes in [
            try Self.recordings()[0], Array("[{\"t\":0,\"n\":\"é😀\"}]".utf8), try Self.recordings()[4],
        ] {
            let plain = try LandmarkReader().read(bytes: bytes)
            for bigEndian in [false, true] {
                let wide = utf16(bytes, bigEndian: bigEndian, marked: true)
                #expect(try LandmarkReader().read(bytes: wide).isIdentical(to: plain))
                #expect(try LandmarkReader().read(bytes: gzipped(wide)).isIdentical(to: plain))
                guard bytes[0] != UInt8(ascii: "f") else { continue }
                let bare = utf16(bytes, bigEndian: bigEndian, marked: false)
                #expect(try LandmarkReader().read(bytes: bare).isIdentical(to: plain))
            }
        }
    }

    private func failure(_ bytes: [UInt8]) throws -> String {
        try #require(throws: LandmarkError.self) { try LandmarkReader().read(bytes: bytes) }.description
    }

    @Test func damageIsOneClearLine() throws {
        let packed = gzipped(try Self.recordings()[0])
        for count in [2, 9, 30, packed.count / 2, packed.count - 1] {
            #expect(try failure(Array(packed[..<count])).contains("gzip is cut off"), "\(count)")
        }
        #expect(try failure(packed + [1]).contains("gzip is"))
        #expect(try failure(gzipped(packed)).contains("wrapped twice"))
        #expect(try failure([0xFF, 0xFE, 0x7B]).contains("UTF-16"))
        var random = SplitMix64(seed: 92)
        for _ in 0..<500 {
            var damaged = packed
            damaged[Int.random(in: 2..<damaged.count, using: &random)] ^= UInt8(1 << random.next() % 8)
            if let clip = try? LandmarkReader().read(bytes: damaged) { #expect(clip.keepsItsPromises) }
        }
    }

    @Test func aBombIsRefusedByItsLimit() throws {
        let bomb = gzipped([UInt8](repeating: 0x20, count: 80 << 20))
        #expect(bomb.count < 1 << 20)
        #expect(try failure(bomb).contains("unpacks to more than 64 MiB"))
    }

    @Test func foreignFormatsAreNamed() throws {
        for (bytes, name, way) in [
            ([0x80, 4, 0x95, 0] as [UInt8], "a Python pickle", "pickle.load"),
            ([0x89] + Array("HDF\r\n".utf8) + [0x1A, 0x0A], "HDF5", "h5py"),
            (
                [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 22) + [9, 0, 0, 0]
                    + Array("arr_0.npy".utf8), ".npz", "numpy.save"
            ),
            ([0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 26), "a zip archive", "unpack"),
            (Array("PAR1....".utf8), "Parquet", "from_table"),
            ([0, 0, 0, 0x18] + Array("ftypisom".utf8), "MP4", "Holistic"),
            ([0x1A, 0x45, 0xDF, 0xA3], "WebM", "Holistic"), ([0x89, 0x50, 0x4E, 0x47], "PNG", "Holistic"),
            ([0xFF, 0xD8, 0xFF, 0xE0], "JPEG", "Holistic"), (Array("GIF89a".utf8), "GIF", "Holistic"),
            (Array("RIFF....AVI LIST".utf8), "AVI", "Holistic"), (Array("BZh9".utf8), "bzip2", "unpack"),
            (Array("<!DOCTYPE html>".utf8), "a web page", "recording"),
            (Array("a,b,c\n1,2,3\n".utf8), "CSV", "landmark_index"),
        ] {
            for given in [bytes, gzipped(bytes)] {
                let line = try failure(given)
                #expect(line.contains(name) && line.contains(way), "\(line)")
                #expect(!line.contains("begins with the bytes") && !line.contains("\n"))
            }
        }
        let objects = NumpySample(dictionary: "{'descr': '|O', 'fortran_order': False, 'shape': (5,)}").bytes
        #expect(try failure(objects).contains("pickle"))
    }
}
