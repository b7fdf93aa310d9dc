import Foundation
import TestSupport
import Testing

@testable import WorkerCommand

@Suite("Help of the program") struct HelpTests {
    @Test("equals the committed text of each subcommand")
    func snapshots() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Help")
        #expect(try HelpSnapshots.differences(of: SignifyWorker.self, from: folder) == [])
    }
}
