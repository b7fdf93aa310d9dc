import Foundation
import Scoring
import SigningSpace
import Testing

@Suite("Fixture attempts with known faults")
struct FixtureFaultTests {
    private static let truths = Result { try FixtureTruth.all() }
    private static func faulty(_ faults: Set<String>) -> [FixtureTruth] {
        ((try? truths.get()) ?? []).filter { $0.fault.map(faults.contains) ?? false }
    }

    private static func score(_ truth: FixtureTruth, file: String? = nil) throws -> Feedback {
        let sign = try #require(try FixtureLibrary.shared.get().signs[truth.sign])
        return try WordScorer().score(FixtureLibrary.attempt(file ?? truth.file), against: sign).feedback
    }

    private static func lowest(_ feedback: Feedback) -> String? {
        feedback.channels.compactMap { name, channel in channel.score.map { (name, $0) } }
            .min { $0.1 < $1.1 }?.0
    }

    /// The clean attempt of the same signer at the same sign, with the same seed.
    private static func cleanTwin(_ truth: FixtureTruth) throws -> String {
        let all = try truths.get()
        let twin = all.first {
            $0.sign == truth.sign && $0.signer == truth.signer && $0.seed == truth.seed && $0.fault == nil
        }
        return try #require(twin).file
    }

    @Test("the fixtures hold every fault that these tests are about")
    func isComplete() throws {
        #expect(Self.faulty(["wrong-handshape", "too-low", "too-fast"]).count == 21)
        #expect(Self.faulty(["hand-missing", "mirrored"]).count == 12)
    }

    @Test("clean attempts of a signer outside the references pass, uncorrected")
    func cleanAttempts() throws {
        for truth in try Self.truths.get() where truth.fault == nil {
            let feedback = try Self.score(truth)
            #expect(feedback.passed, "\(truth.file): \(feedback.score)")
            #expect(feedback.moments.isEmpty, "\(truth.file): \(feedback.summary)")
        }
    }

    @Test(
        "a faulty attempt does not pass, and its first correction is of the faulted channel",
        arguments: faulty([
            "wrong-handshape", "too-low", "curled-finger", "turned-palm", "no-movement", "wrong-direction",
            "reversed",
        ]))
    func faults(truth: FixtureTruth) throws {
        let feedback = try Self.score(truth)
        #expect(feedback.score < 70, "\(truth.file)")
        #expect(Self.lowest(feedback) == truth.channel ?? "movement", "\(truth.file): \(feedback.channels)")
        #expect(feedback.moments.first?.channel == truth.channel ?? "movement", "\(truth.file)")
    }

    @Test("a tempo that is off is said, and is not form", arguments: faulty(["too-fast"]))
    func tempo(truth: FixtureTruth) throws {
        let feedback = try Self.score(truth)
        let clean = try Self.score(truth, file: Self.cleanTwin(truth))
        #expect(feedback.timing.tempoRatio > 1.4 * clean.timing.tempoRatio, "\(feedback.timing)")
        #expect(feedback.passed)
        #expect(feedback.score >= 90)
        #expect(abs(feedback.score - clean.score) < 2, "\(feedback.score) and \(clean.score)")
        #expect(feedback.moments.allSatisfy { $0.channel == Channel.movement.rawValue })
    }

    @Test(
        "a hand that is missing, or the wrong one, does not pass",
        arguments: faulty(["hand-missing", "mirrored"]))
    func hands(truth: FixtureTruth) throws {
        let clean = try Self.score(truth, file: Self.cleanTwin(truth))
        do {
            let feedback = try Self.score(truth)
            #expect(clean.passed && !feedback.passed, "\(truth.file)")
            #expect(feedback.quality.unseenHands.isEmpty == (truth.fault == "mirrored"), "\(truth.file)")
        } catch let error as SigningSpaceError {
            // The only hand of a one-handed sign: nothing is left to score.
            guard case .noHands = error else { throw error }
            #expect(truth.fault == "hand-missing")
        }
    }

    @Test("the correction names the finger, and the way to move the hand")
    func namesTheFault() throws {
        let all = try Self.truths.get()
        let curled = try #require(all.first { $0.fault == "curled-finger" })
        #expect(try Self.score(curled).moments.first?.bodyPart == "right index finger")
        #expect(try Self.score(curled).summary.contains("Straighten your right index finger."))
        let low = try #require(all.first { $0.fault == "too-low" })
        #expect(try Self.score(low).summary.contains("Raise your right hand"))
        let fast = try #require(all.first { $0.fault == "too-fast" })
        #expect(try Self.score(fast).summary.contains("Sign it more slowly."))
    }

    @Test("no correction ever asks for the opposite of the truth")
    func noOppositeCorrections() throws {
        for truth in Self.faulty(["too-low"]) {
            #expect(!(try Self.score(truth).summary.contains("Lower your")), "\(truth.file)")
        }
        for truth in Self.faulty(["too-fast"]) {
            #expect(!(try Self.score(truth).summary.contains("faster")), "\(truth.file)")
        }
    }
}
