import Testing

@testable import Scoring

@Suite("An attempt that is much nearer to another sign")
struct RivalTests {
    @Test("does not pass, and the other sign is named")
    func named() throws {
        let signs = try FixtureLibrary.shared.get().signs
        let attempt = try FixtureLibrary.attempt("hello.json")
        var failed = 0
        for (gloss, sign) in signs where gloss != "HELLO" {
            let nearest = try WordScorer().nearestTake(of: sign, to: DirectedAttempt(attempt))
            let standing = sign.cohort.standing(of: attempt, amongSignsBy: sign.signers)
            #expect(standing.nearest?.gloss == "HELLO")
            guard nearest.rival(sign.calibration.threshold, beside: standing) == "HELLO" else { continue }
            failed += 1
            let feedback = try WordScorer().score(attempt, against: sign).feedback
            #expect(!feedback.passed)
            #expect(feedback.summary.contains("like HELLO"), "\(feedback.summary)")
        }
        #expect(failed >= 17)
    }

    @Test("a right attempt has no rival, though other signs are near")
    func none() throws {
        let signs = try FixtureLibrary.shared.get().signs
        for truth in try FixtureTruth.all() where truth.fault == nil {
            let sign = try #require(signs[truth.sign])
            let attempt = try FixtureLibrary.attempt(truth.file)
            let nearest = try WordScorer().nearestTake(of: sign, to: DirectedAttempt(attempt))
            let standing = sign.cohort.standing(of: attempt, amongSignsBy: sign.signers)
            #expect(nearest.rival(sign.calibration.threshold, beside: standing) == nil, "\(truth.file)")
        }
    }

    @Test("is one from 0.7 of the distance to the sign on, and none beside no cohort")
    func bound() throws {
        let sign = try #require(try FixtureLibrary.shared.get().signs["HELLO"])
        let nearest = try WordScorer().nearestTake(
            of: sign, to: DirectedAttempt(try FixtureLibrary.attempt("help.pose")))
        let own = nearest.distance / sign.calibration.distance
        func rival(_ distance: Double) -> String? {
            nearest.rival(
                sign.calibration.threshold,
                beside: .init([], rivals: [("FAR", own), ("NEAR", distance), ("FARTHER", 2 * own)]))
        }
        #expect(rival(0.69 * own) == "NEAR")
        #expect(rival(0.71 * own) == nil)
        #expect(nearest.rival(sign.calibration.threshold, beside: .unknown) == nil)
        #expect(
            nearest.relative(sign.calibration.threshold, beside: .init([], rivals: [("NEAR", 0)])) >= 1.05)
    }
}
