import Foundation
import Testing

@testable import Landmarks

struct NumpyFrameFolderTests {
    private func frame(_ value: Double, width: Int = 258) -> [UInt8] {
        NumpySample(Array(repeating: value, count: width), shape: "(\(width),)").bytes
    }

    /// Reads a folder of these files, and removes it afterwards.
    private func read(_ files: [String: [UInt8]], folders: [String] = []) throws -> LandmarkClip {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, bytes) in files { try Data(bytes).write(to: folder.appendingPathComponent(name)) }
        for name in folders {
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent(name), withIntermediateDirectories: false)
        }
        return try NumpyReader.read(frameFilesIn: folder.path)
    }

    private func failure(_ files: [String: [UInt8]], folders: [String] = []) throws -> String {
        try #require(throws: LandmarkError.self) { try read(files, folders: folders) }.description
    }

    @Test func framesComeInTheOrderOfTheirNumbers() throws {
        for first in [0, 1] {
            var files: [String: [UInt8]] = [".hidden": [1]]
            for index in 0..<12 { files["\(first + index).npy"] = frame(Double(index + 1) / 16) }
            let clip = try read(files)
            #expect(clip.frameCount == 12)
            let found: [Float] = (0..<12).map { clip.values[$0 * 75 * 4] }
            let expected: [Float] = (1...12).map { Float($0) / 16 }
            #expect(found == expected)
            #expect(clip.keepsItsPromises)
        }
    }

    @Test func whatIsNoRecordingIsRefusedByName() throws {
        let one = frame(0.5)
        #expect(try failure([:]).contains("holds no frames"))
        #expect(try failure(["0.npy": one, "2.npy": one]).contains("has frame 1 missing"))
        #expect(try failure(["2.npy": one]).contains("has frame 0 missing"))
        #expect(try failure(["0.npy": one, "1.npy": one, "01.npy": one]).contains("has frame 1 twice"))
        #expect(try failure(["0.npy": one, "notes.txt": one]).contains("'notes.txt'"))
        #expect(try failure(["0.npy": one, "-1.npy": one]).contains("'-1.npy'"))
        #expect(
            try failure(["0.npy": one], folders: ["1.npy"]).hasPrefix(
                "frame 1: 1.npy: this is no regular file"))
        #expect(
            try failure(["0.npy": one, "1.npy": frame(0.5, width: 1662)])
                .contains("1.npy: a frame has 1662 numbers, those before it 258"))
        #expect(
            try failure(["0.npy": NumpySample(Array(repeating: 1, count: 516), shape: "(2, 258)").bytes])
                .contains("0.npy: the file holds 2 frames"))
        #expect(try failure(["0.npy": one, "1.npy": Array(one.dropLast())]).hasPrefix("frame 1 (byte "))
        #expect(try failure(["0.npy": Array(repeating: 0, count: 1 << 19)]).contains("larger than any frame"))
        #expect(throws: LandmarkError.self) { try NumpyReader.read(frameFilesIn: "/nowhere/at/all") }
    }
}
