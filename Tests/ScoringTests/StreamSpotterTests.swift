import Landmarks
import Scoring
import SigningSpace
import SyntheticSigner
import Testing

@Suite("Spotting signs in a stream")
struct StreamSpotterTests {
    private static func spotted(_ clip: LandmarkClip, batches: [Int]) throws -> [SpottedSign] {
        var spotter = StreamSpotter(try SequenceSamples.models.get())
        var signs: [SpottedSign] = []
        var frame = 0
        var turn = 0
        while frame < clip.frameCount {
            let end = min(frame + batches[turn % batches.count], clip.frameCount)
            signs += try spotter.append(clip.cut(frame..<end))
            (frame, turn) = (end, turn + 1)
        }
        return try signs + spotter.finish()
    }

    @Test("signs are found with their places: F1 0.95 at an intersection over union of 0.5")
    func finds() throws {
        var (hits, found, signs) = (0, 0, 0)
        for sentence in SequenceSamples.sentences {
            let spotted = try StreamSpotter.signs(
                in: sentence.clip, models: SequenceSamples.models.get())
            found += spotted.count
            signs += sentence.boundaries.count
            hits += sentence.boundaries.count { truth in
                spotted.contains { sign in
                    let common = min(sign.end, truth.end) - max(sign.start, truth.start)
                    let union = max(sign.end, truth.end) - min(sign.start, truth.start)
                    return sign.gloss == truth.gloss && common >= 0.5 * union
                }
            }
        }
        let f1 = 2 * Double(hits) / Double(found + signs)
        #expect(signs == 72)
        #expect(f1 >= 0.95, "\(hits) hits of \(found) found and \(signs) signed")
    }

    @Test(
        "how the frames arrive does not change what is found", arguments: [[1], [7], [1, 30, 2], [10_000]])
    func batches(_ batches: [Int]) throws {
        let clip = SequenceSamples.sentence(["HELLO", "HELP", "NO", "MOTHER"]).clip
        let whole = try StreamSpotter.signs(in: clip, models: SequenceSamples.models.get())
        #expect(whole.map(\.gloss) == ["HELLO", "HELP", "NO", "MOTHER"])
        #expect(try Self.spotted(clip, batches: batches) == whole)
    }

    @Test("a sign is given while the stream goes on, soon after its end")
    func latency() throws {
        let sentence = SequenceSamples.sentence(["HELLO", "HELP", "NO", "MOTHER", "FINISH"], by: .ada)
        var spotter = StreamSpotter(try SequenceSamples.models.get())
        var delays: [Double] = []
        for frame in 0..<sentence.clip.frameCount {
            let now = sentence.clip.time(ofFrame: frame)
            delays += try spotter.append(sentence.clip.cut(frame..<frame + 1)).map { now - $0.end }
        }
        #expect(delays.count >= 4)
        #expect(delays.allSatisfy { $0 >= 0 && $0 < 2 }, "\(delays)")
    }

    @Test("rest, noise and a room without anybody raise no alarm")
    func falseAlarms() throws {
        let script = try #require(SignScript.named("HELLO"))
        let models = try SequenceSamples.models.get()
        for (signer, fault) in [
            (SignerProfile.bruno, Fault.standingStill), (.gwen, .standingStill), (.ada, .noise),
            (.ada, .noHands),
        ] {
            let clip = SyntheticSigner(profile: signer, seed: 4).take(of: script, fault: fault).clip
            #expect(try StreamSpotter.signs(in: clip, models: models) == [])
        }
    }

    @Test("a pause, or a clock that starts again, begins another recording")
    func pause() throws {
        let clip = SequenceSamples.sentence(["HELLO", "HELP"]).clip
        var spotter = StreamSpotter(try SequenceSamples.models.get())
        let first = try spotter.append(clip)
        let second = try spotter.append(clip)
        let last = try spotter.finish()
        #expect((first + second + last).map(\.gloss) == ["HELLO", "HELP", "HELLO", "HELP"])
        #expect(second.last?.end ?? 0 <= clip.time(ofFrame: clip.frameCount - 1))
    }

    @Test("one frame, no frames and no signs are no signs")
    func little() throws {
        let clip = SequenceSamples.sentence(["HELLO"]).clip
        #expect(try Self.spotted(clip.cut(0..<1), batches: [1]) == [])
        #expect(try Self.spotted(clip.cut(0..<0), batches: [1]) == [])
        #expect(try StreamSpotter.signs(in: clip, models: []) == [])
    }

    @Test("the document of a recording keeps the contract's numbers")
    func document() throws {
        let clip = SequenceSamples.sentence(["HELLO", "HELP"]).clip
        let feedback = try FreestyleScorer().score(clip, against: SequenceSamples.models.get())
        #expect(feedback.mode == .freestyle)
        #expect(feedback.signs?.map(\.gloss) == ["HELLO", "HELP"])
        let mean = (feedback.signs ?? []).map(\.score).reduce(0, +) / 2
        #expect(abs(feedback.score - mean) <= 0.01)
        #expect(feedback.passed)
        let silent = try FreestyleScorer().score(clip, against: SequenceSamples.models(["MORE"]))
        #expect(silent.score == 0 && !silent.passed && silent.signs == [])
    }
}
