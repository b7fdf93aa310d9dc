import Foundation
import Testing

@testable import Landmarks

/// Recordings outside the repository, in the folder `SIGNIFY_REAL`, or in `shared/real` beside the
/// repository.
struct PoseRealFileTests {
    private static let folder: URL? = {
        let beside = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/real")
        let named = ProcessInfo.processInfo.environment["SIGNIFY_REAL"].map { URL(fileURLWithPath: $0) }
        let folder = named ?? beside
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    private static func files(_ suffix: String) -> [URL] {
        guard let folder,
            let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        else { return [] }
        return all.compactMap { $0 as? URL }.filter { $0.pathExtension == suffix }.sorted {
            $0.path < $1.path
        }
    }

    @Test(.enabled(if: folder != nil, "no real recordings here")) func poseFilesAgreeWithTheTwinAndSurvive()
        throws
    {
        let files = Self.files("pose")
        #expect(!files.isEmpty)
        for file in files {
            let bytes = try [UInt8](Data(contentsOf: file))
            #expect(PoseReader.recognises(bytes))
            let clip = try PoseReader.read(bytes)
            #expect(PoseTwin(bytes).agrees(with: clip, worldInPixels: true), "\(file.lastPathComponent)")
            #expect(clip.keepsItsPromises)
            var kept = try PoseReader.read(clip.poseFile())
            kept.warnings = clip.warnings
            #expect(kept.isIdentical(to: clip))
        }
    }

    @Test(.enabled(if: folder != nil, "no real recordings here")) func arraysAreReadAndSurvive() throws {
        let files = Self.files("npy")
        #expect(!files.isEmpty)
        for (index, file) in files.enumerated() {
            let bytes = try [UInt8](Data(contentsOf: file))
            let clip = try NumpyReader.read(bytes)
            #expect(clip.coverage(of: .pose) > 0, "\(file.path)")
            if index % 20 == 0 {
                #expect(clip.keepsItsPromises)
                #expect(try PoseReader.read(clip.poseFile()).isIdentical(to: clip))
            }
        }
    }
}
