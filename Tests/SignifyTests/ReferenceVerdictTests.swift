import Foundation
import Landmarks
import Scoring
import SyntheticSigner
import Testing
import Trials

@testable import Signify

@Suite("Recordings as references")
struct ReferenceVerdictTests {
    private static func clip(_ gloss: String, seed: UInt64) throws -> LandmarkClip {
        let script = try #require(SignScript.named(gloss))
        return SyntheticSigner(profile: .ada, seed: seed).take(of: script).clip
    }

    private static func verdicts(_ clips: [LandmarkClip]) throws -> [ReferenceVerdict] {
        ReferenceVerdict.of(try clips.map { try PreparedTake($0) }, beside: [])
    }

    @Test("sound takes have no faults and no cautions")
    func sound() throws {
        for verdict in try Self.verdicts((1...3).map { try Self.clip("HELLO", seed: $0) }) {
            #expect(verdict.faults.isEmpty && verdict.cautions.isEmpty)
        }
    }

    @Test("a take without a body is refused")
    func refused() throws {
        let hello = try Self.clip("HELLO", seed: 1)
        let handsOnly = try #require(RecordingHarm.handsOnly.applied(to: hello))
        #expect(try Self.verdicts([handsOnly])[0].faults.map(\.code) == [.bodyUnseen])
    }

    @Test("repairs and a take of another sign are cautions")
    func cautions() throws {
        let takes = try (1...3).map { try Self.clip("HELLO", seed: $0) }
        let swapped = try #require(RecordingHarm.labelsSwapped.applied(to: takes[0]))
        #expect(try Self.verdicts([swapped])[0].cautions.map(\.code) == [.handsSwapped])
        let odd = try Self.verdicts(takes + [try Self.clip("FRIEND", seed: 4)])
        #expect(odd.map { $0.cautions.map(\.code) } == [[], [], [], [.unlikeOthers]])
    }

    @Test("a hand missing in most of the sign is a caution")
    func unseen() throws {
        let hello = try Self.clip("HELLO", seed: 1)
        let right = try #require(hello.layout.range(of: .rightHand))
        var flags = hello.flags
        for frame in 0..<hello.frameCount where frame % 10 < 9 {
            for landmark in right { flags[frame * hello.layout.landmarkCount + landmark] = [] }
        }
        let lost = LandmarkClip(
            layout: hello.layout, facts: hello.facts, frameCount: hello.frameCount,
            timestamps: hello.timestamps, values: hello.values, flags: flags)
        #expect(try Self.verdicts([lost])[0].cautions.map(\.code).contains(.handUnseen))
    }
}
