import Foundation
import Scoring
import SigningSpace
import Testing

@Suite("Fixture attempts with known faults")
struct FixtureFaultTests {
    @Test("table")
    func table() throws {
        let library = try FixtureLibrary.shared.get()
        for truth in try FixtureTruth.all() {
            do {
                let sign = try #require(library.signs[truth.sign])
                let r = try WordScorer().score(FixtureLibrary.attempt(truth.file), against: sign)
                let ch = Channel.allCases.map {
                    "\($0.rawValue.prefix(5)) \(r.feedback.channels[$0.rawValue]?.score.map { String($0) } ?? "-")"
                }.joined(separator: " ")
                print(
                    "T", truth.file, r.score, r.feedback.timing, r.feedback.quality.rightHand,
                    truth.channel ?? "·", ch, "|", r.feedback.summary)
            } catch { print("T", truth.file, "ERROR", error) }
        }
    }
}
