import Foundation
import Landmarks
import SigningSpace
import Testing

@testable import Scoring

@Suite("The replay of an attempt")
struct ReplayTests {
    private static func replay(_ file: String, _ gloss: String) throws -> Replay {
        let sign = try #require(try FixtureLibrary.shared.get().signs[gloss])
        return try WordScorer().replay(FixtureLibrary.attempt(file), against: sign)
    }

    /// The attempts that can be scored, with their signs.
    private static func attempts() throws -> [(file: String, sign: ReferenceSign, take: PreparedTake)] {
        let signs = try FixtureLibrary.shared.get().signs
        return try FixtureTruth.all().compactMap { truth in
            guard let take = try? FixtureLibrary.attempt(truth.file), let sign = signs[truth.sign] else {
                return nil
            }
            return (truth.file, sign, take)
        }
    }

    @Test("holds the feedback of the score, and a place for each of its moments")
    func oneJudgement() throws {
        for (file, sign, take) in try Self.attempts() {
            let replay = try WordScorer().replay(take, against: sign)
            #expect(try replay.feedback == WordScorer().score(take, against: sign).feedback, "\(file)")
            let shown = try #require(replay.signs.first)
            #expect(shown.moments.count == replay.feedback.moments.count)
            for (moment, said) in zip(shown.moments, replay.feedback.moments) {
                #expect(moment.steps[0] <= moment.peak && moment.peak <= moment.steps[1])
                #expect(moment.marks.isEmpty == said.isOfTempo)
                #expect(
                    moment.marks.allSatisfy { $0.amount == said.error.value && $0.unit == said.error.unit })
                // The steps are those of the moment's frames.
                let start = shown.attempt.start + Double(shown.path[moment.steps[0]][0]) / replay.frameRate
                #expect(abs(start - said.startS) < 0.05, "\(file)")
            }
        }
    }

    @Test("has a path over every frame of both, a frame at a time")
    func path() throws {
        for (file, sign, take) in try Self.attempts() {
            let shown = try #require(try WordScorer().replay(take, against: sign).signs.first)
            let frames = [shown.attempt, shown.reference].map { Set($0.parts.values.map(\.count)) }
            #expect(frames.allSatisfy { $0.count == 1 })
            let last = frames.compactMap { $0.first.map { $0 - 1 } }
            #expect(shown.path.first == [0, 0] && shown.path.last == last, "\(file)")
            for (before, after) in zip(shown.path, shown.path.dropFirst()) {
                let advance = [after[0] - before[0], after[1] - before[1]]
                #expect(advance.allSatisfy { (0...1).contains($0) } && advance != [0, 0], "\(file)")
            }
        }
    }

    /// Score, strip and correction are one measurement: they cannot disagree.
    @Test("has strips whose weighted mean gives each channel's score")
    func strips() throws {
        for (file, sign, take) in try Self.attempts() {
            let replay = try WordScorer().replay(take, against: sign)
            let shown = try #require(replay.signs.first)
            for (channel, strip) in shown.deviation {
                #expect(strip.count == shown.path.count)
                // The first step of the sign itself counts twice, as it does in the alignment.
                let first = try #require(strip.indices.first { strip[$0] != nil })
                var (sum, weight) = (0.0, 0.0)
                for step in strip.indices {
                    guard let value = strip[step] else { continue }
                    let advance =
                        step == first
                        ? 2
                        : shown.path[step][0] - shown.path[step - 1][0] + shown.path[step][1]
                            - shown.path[step - 1][1]
                    sum += Double(advance) * value
                    weight += Double(advance)
                }
                let score = try #require(replay.feedback.channels[channel]?.score)
                // Strips have two decimals, and hands come and go inside a sign.
                #expect(abs(ScoreCurve.score(sum / weight) - score) < 3, "\(file) \(channel)")
            }
            let judged = replay.feedback.channels.filter { $0.value.score != nil && $0.key != "non_manual" }
            #expect(Set(shown.deviation.keys) == Set(judged.keys), "\(file)")
        }
    }

    @Test("points a low hand up, by the amount that the sentence names")
    func arrows() throws {
        let replay = try Self.replay("hello-too-low.json", "HELLO")
        let mark = try #require(replay.signs.first?.moments.first?.marks.first)
        let arrow = try #require(mark.arrows.first)
        #expect(mark.hand == .dominant && arrow.kind == .move)
        #expect(arrow.from[0] == arrow.to[0])
        #expect(abs(Double(arrow.from[1] - arrow.to[1]) - 1000 * mark.amount) < 10)
        let curled = try Self.replay("hello-curled-finger.pose", "HELLO")
        let finger = try #require(curled.signs.first?.moments.first?.marks.first)
        #expect(finger.joints == [5, 6, 7, 8] && finger.arrows.map(\.kind) == [.bend])
    }

    @Test("shows nothing to correct in a take beside itself")
    func itself() throws {
        let sign = try #require(try FixtureLibrary.shared.get().signs["HELP"])
        let replay = try WordScorer().replay(sign.takes[0], against: sign)
        let shown = try #require(replay.signs.first)
        #expect(shown.attempt.parts == shown.reference.parts)
        #expect(shown.path.allSatisfy { $0[0] == $0[1] })
        let deviations = shown.deviation.values.flatMap { $0.compactMap { $0 } }
        #expect(deviations.allSatisfy { $0 == 0 })
        #expect(shown.moments.isEmpty)
    }

    @Test("lays a left-handed learner out as in a mirror")
    func leftHanded() throws {
        let right = try Self.replay("hello.json", "HELLO")
        let left = try Self.replay("hello-left-handed.json", "HELLO")
        #expect(!right.reflected && right.dominantHand == .right)
        #expect(left.reflected && left.dominantHand == .left)
        for replay in [right, left] {
            let tracks = try #require(replay.signs.first?.attempt.parts)
            let bodies = (tracks[.body] ?? []).compactMap { $0 }
            let shoulders = try #require(bodies.first)
            // The shoulder on the side of a right-handed signer's left is on the right of the picture.
            #expect(shoulders[9] > 0 && shoulders[12] < 0)
            let palms = (tracks[.dominantPalm] ?? []).compactMap { $0?.first }
            #expect(palms.reduce(0, +) < 0)
        }
    }

    @Test("has a whole number for every place, be it none or beyond all bounds")
    func places() {
        #expect(Replay.thousandths(SIMD3(0.1234, -0.5, 2)) == [123, -500, 2000])
        #expect(Replay.thousandths(SIMD3(.nan, .infinity, -.infinity)) == [0, 100_000, -100_000])
        #expect(Replay.thousandths(SIMD3(1e30, -1e30, 0)) == [100_000, -100_000, 0])
    }
}
