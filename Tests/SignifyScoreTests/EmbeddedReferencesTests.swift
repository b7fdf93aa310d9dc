import Foundation
import SyntheticSigner
import Testing

@testable import FixtureGenerator
@testable import PracticeAnalysis

@Test func embeddedReferencesAreTheFixtures() throws {
    let takes = try EmbeddedReferences.takes()
    #expect(Set(takes.keys) == Set(ReferenceRecording.glosses))
    let embedded = takes.values.joined().map {
        FixtureFile(
            path: "references/\($0.stored.signer)/\($0.stored.source)", bytes: Array($0.stored.landmarks))
    }
    let fixtures = try FixtureSet.files().filter { $0.path.hasPrefix("references/") }
    #expect(embedded.count == fixtures.count)
    #expect(Set(embedded) == Set(fixtures))
}
