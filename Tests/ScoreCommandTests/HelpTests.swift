import Foundation
import TestSupport
import Testing

@testable import ScoreCommand

@Suite("Help of the program") struct HelpTests {
    @Test("equals the committed text of each subcommand")
    func snapshots() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Help")
        #expect(try HelpSnapshots.differences(of: SignifyScore.self, from: folder) == [])
    }
}
