import Foundation
import Testing

@testable import Landmarks

@Suite struct InputBytesTests {
    private func refusal(of path: String) -> LandmarkError? {
        do throws(LandmarkError) {
            _ = try InputBytes(path: path)
            return nil
        } catch {
            return error
        }
    }

    private func bytes(_ input: borrowing InputBytes) -> [UInt8] {
        input.withBytes { bytes in bytes.withUnsafeBytes { Array($0) } }
    }

    @Test(arguments: [1, 63, 64, 4096, 300_000, 1_000_001]) func readsAFileOfAnySize(_ size: Int) throws {
        let folder = try JSONTestFolder()
        let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let input = try InputBytes(path: try folder.file("a", content))
        #expect(bytes(input) == content)
        let copy = try InputBytes(content)
        #expect(bytes(copy) == content)
    }

    /// /proc states a size of 0 for files with content.
    @Test func readsWhatArrivesAndNotTheStatedSize() throws {
        let input = try InputBytes(path: "/proc/self/status")
        #expect(input.count > 100)
    }

    @Test func refusesWhatIsNoFile() throws {
        let folder = try JSONTestFolder()
        #expect(refusal(of: folder.path + "/none")?.what.contains("there is no file") == true)
        #expect(refusal(of: "")?.what.contains("there is no file") == true)
        #expect(refusal(of: folder.path)?.what.contains("is a directory") == true)
        #expect(refusal(of: try folder.file("empty", []))?.what.contains("is empty") == true)
        let device = try #require(refusal(of: "/dev/zero"))
        #expect(device.what.contains("is a device") && device.remedy.contains("standard input"))
        #expect(refusal(of: folder.path + "/a\nb")?.description.contains("\n") == false)
    }

    /// Opening a FIFO for reading waits for a writer that may never come.
    @Test(.timeLimit(.minutes(10))) func refusesAFIFOWithoutWaiting() throws {
        let folder = try JSONTestFolder()
        let path = folder.path + "/fifo"
        try #require(mkfifo(path, 0o600) == 0)
        let refused = try #require(refusal(of: path))
        #expect(refused.what.contains("is a FIFO") && refused.remedy.contains("standard input"))
    }

    @Test(.enabled(if: geteuid() != 0, "root may read everything")) func saysThatAFileMayNotBeRead() throws {
        let folder = try JSONTestFolder()
        let path = try folder.file("secret", [1])
        try #require(chmod(path, 0) == 0)
        #expect(refusal(of: path)?.what.contains("may not be read") == true)
    }

    @Test func forgetsWhatWasConsumed() throws {
        var input = try InputBytes([1, 2, 3, 4])
        input.removeFirst(3)
        #expect(bytes(input) == [4])
    }
}
