import Foundation
import Testing

@testable import Scoring

@Suite("From tolerances to points")
struct ScoreCurveTests {
    /// The formula of `docs/judgement.md`.
    private static func stated(_ x: Double) -> Double {
        (100 - 2 * pow(min(x, 1), 2)) / (1 + pow(max(0, x - 1) / 0.5, 1.5))
    }

    @Test("the curve is the stated one, and falls")
    func formula() {
        var last = 100.0
        for step in 1...400 {
            let x = Double(step) / 100
            let score = ScoreCurve.score(x)
            #expect(abs(score - min(Self.stated(x), 99.99)) <= 0.0051, "\(x)")
            #expect(score <= last)
            last = score
        }
        #expect(ScoreCurve.score(0) == 100)
        #expect(ScoreCurve.score(1e-9) == 99.99)
        #expect(ScoreCurve.score(.infinity) == 0)
    }

    @Test("90 and 70 lie where they are said to")
    func marks() {
        #expect(abs(ScoreCurve.correctable - 1.10) < 0.005)
        #expect(abs(ScoreCurve.passing - 1.27) < 0.005)
        #expect(ScoreCurve.score(ScoreCurve.correctable - 1e-6) >= 90)
        #expect(ScoreCurve.score(ScoreCurve.correctable + 1e-3) < 90)
        #expect(abs(ScoreCurve.score(ScoreCurve.passing) - 70) < 0.01)
    }
}
