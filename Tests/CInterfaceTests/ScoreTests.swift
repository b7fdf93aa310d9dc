import CInterfaceHeader
import Foundation
import Landmarks
import Signify
import Testing

@Suite("Scoring by the C interface") struct ScoreTests {
    @Test("feedback equals the engine's for every kind of refs")
    func score() throws {
        let attempt = Interface.attempt(try Interface.clip().poseFile(), name: "hello.pose")
        let signs = try ShippedReferences.library()
        let good = Recording(Interface.clip(), name: "hello.pose")
        for refs in ["HELLO", "hello", "YES", "HELLO,YOU"] {
            let list = try #require(SignList(parsing: refs))
            let wanted = try JSONText.line(signs.task(list).feedback(on: good, passingScore: 55))
            let outcome = Interface.outcome {
                signify_score(Interface.library.pointer, attempt.pointer, refs, 55, $0, $1)
            }
            #expect(outcome == .init(status: SIGNIFY_OK, text: wanted, error: nil))
        }
        let freestyle = try JSONText.line(signs.task(nil, as: .freestyle).feedback(on: good))
        for outcome in [
            Interface.outcome { signify_score(Interface.library.pointer, attempt.pointer, nil, 70, $0, $1) },
            Interface.outcome {
                signify_freestyle(Interface.library.pointer, attempt.pointer, nil, 70, $0, $1)
            },
        ] {
            #expect(outcome == .init(status: SIGNIFY_OK, text: freestyle, error: nil))
        }
        #expect(signify_attempt_free(attempt.pointer) == SIGNIFY_OK)
    }

    @Test("an error of the attempt has its name, an error of the request has not")
    func lines() throws {
        let nobody = Interface.attempt(try Interface.clip(fault: .noHands).poseFile(), name: "nobody.pose")
        let library = Interface.library.pointer
        let unscorable = Interface.outcome { signify_score(library, nobody.pointer, "HELLO", 70, $0, $1) }
        #expect(unscorable.status == SIGNIFY_BAD_INPUT)
        #expect(unscorable.error?.hasPrefix("nobody.pose: ") == true)
        let unknown = Interface.outcome { signify_score(library, nobody.pointer, "HELO", 70, $0, $1) }
        #expect(unknown.status == SIGNIFY_NOT_FOUND)
        #expect(unknown.error?.hasPrefix("no reference sign HELO: the nearest of 20 are HELLO") == true)
        let refs = String(repeating: "HELLO,", count: 100) + "HELLO"
        #expect(
            Interface.outcome { signify_score(library, nobody.pointer, refs, 70, $0, $1) }.status
                == SIGNIFY_BAD_INPUT)
        let long = String(repeating: "A", count: 70_000)
        #expect(
            Interface.outcome { signify_score(library, nobody.pointer, long, 70, $0, $1) }.status
                == SIGNIFY_WRONG_USE)
        #expect(signify_attempt_free(nobody.pointer) == SIGNIFY_OK)
    }

    @Test("a ranking has at most limit signs")
    func rank() throws {
        struct Entry: Decodable {
            let rank: Int
            let sign: String
        }
        let attempt = Interface.attempt(try Interface.clip("YES").poseFile())
        for (limit, count) in [(1 as Int32, 1), (10, 10), (10_000, 20)] {
            let outcome = Interface.outcome {
                signify_rank(Interface.library.pointer, attempt.pointer, limit, $0, $1)
            }
            let entries = try JSONDecoder().decode([Entry].self, from: Data((outcome.text ?? "").utf8))
            #expect(entries.map(\.rank) == Array(1...count))
            #expect(entries.first?.sign == "YES")
        }
        for limit in [0, -1, 10_001] as [Int32] {
            #expect(
                Interface.outcome { signify_rank(Interface.library.pointer, attempt.pointer, limit, $0, $1) }
                    .status == SIGNIFY_WRONG_USE)
        }
        #expect(signify_attempt_free(attempt.pointer) == SIGNIFY_OK)
    }
}
