import Foundation
import Landmarks
import Scoring
import SigningSpace
import SyntheticSigner
import Testing

@Suite("Scoring a sentence")
struct SentenceScorerTests {
    private static func score(
        _ clip: LandmarkClip, _ glosses: [String], passingScore: Double = 70
    ) throws -> Feedback {
        try SentenceScorer(passingScore: passingScore).score(
            PreparedTake(stretch: clip), against: SequenceSamples.models(glosses),
            library: SequenceSamples.models.get())
    }

    private static let signed = ["HELLO", "HELP", "NO", "MOTHER"]

    @Test("boundaries are within 0.15 s for 95 % of other people's signs, and each sign passes")
    func boundaries() throws {
        var (right, boundaries, passed, signs) = (0, 0, 0, 0)
        for sentence in SequenceSamples.sentences {
            let feedback = try Self.score(sentence.clip, sentence.boundaries.map(\.gloss))
            for (truth, sign) in zip(sentence.boundaries, try #require(feedback.signs)) {
                signs += 1
                boundaries += 2
                if sign.status == .ok, sign.score >= 70 { passed += 1 }
                guard sign.status == .ok, let start = sign.startS, let end = sign.endS else { continue }
                right += [start - truth.start, end - truth.end].count { abs($0) <= 0.15 }
            }
        }
        #expect(signs == 72)
        #expect(Double(right) >= 0.95 * Double(boundaries), "\(right) of \(boundaries)")
        #expect(Double(passed) >= 0.95 * Double(signs), "\(passed) of \(signs)")
    }

    @Test("a sentence that is right passes, with nothing to correct but its signs")
    func right() throws {
        let feedback = try Self.score(SequenceSamples.sentence(Self.signed).clip, Self.signed)
        #expect(feedback.passed)
        #expect(feedback.signs?.map(\.gloss) == Self.signed)
        #expect(feedback.signs?.allSatisfy { $0.status == .ok } == true)
        #expect(feedback.added == [])
        #expect(feedback.mode == .sentence)
        #expect(feedback.quality.frames == SequenceSamples.sentence(Self.signed).clip.frameCount)
        #expect(feedback.reference.signs == Self.signed)
        #expect(!feedback.summary.contains("missing") && !feedback.summary.contains("Leave out"))
    }

    @Test("a missing sign is named and costs its share", arguments: 0..<5)
    func missing(place: Int) throws {
        var asked = Self.signed
        asked.insert("WANT", at: place)
        let feedback = try Self.score(SequenceSamples.sentence(Self.signed).clip, asked)
        let signs = try #require(feedback.signs)
        #expect(signs.map(\.status) == asked.map { $0 == "WANT" ? .missing : .ok })
        #expect(signs[place].score == 0 && signs[place].startS == nil)
        #expect(feedback.added == [])
        #expect(!feedback.passed)
        #expect(feedback.score <= 80)
        #expect(feedback.summary.contains("WANT is missing"))
    }

    @Test("an added sign is named and costs its share", arguments: 0..<4)
    func added(place: Int) throws {
        var asked = Self.signed
        let extra = asked.remove(at: place)
        let sentence = SequenceSamples.sentence(Self.signed)
        let feedback = try Self.score(sentence.clip, asked)
        #expect(feedback.signs?.allSatisfy { $0.status == .ok } == true)
        let added = try #require(feedback.added)
        #expect(added.map(\.gloss) == [extra])
        if let sign = added.first {
            #expect(abs(sign.startS - sentence.boundaries[place].start) <= 0.3)
            #expect(abs(sign.endS - sentence.boundaries[place].end) <= 0.3)
        }
        #expect(feedback.score <= 75)
        #expect(feedback.summary.contains("Leave out \(extra)"))
    }

    @Test("a sign in another's place is named", arguments: 0..<4)
    func swapped(place: Int) throws {
        var asked = Self.signed
        asked[place] = "FRIEND"
        let feedback = try Self.score(SequenceSamples.sentence(Self.signed).clip, asked)
        let signs = try #require(feedback.signs)
        #expect(signs.map(\.status) == asked.map { $0 == "FRIEND" ? .swapped : .ok })
        #expect(signs[place].seen == Self.signed[place])
        #expect(signs[place].score < 70)
        #expect(feedback.added == [])
        #expect(!feedback.passed)
        #expect(feedback.summary.contains("You signed \(Self.signed[place]) in place of FRIEND."))
    }

    @Test("dictionary takes that are many times slower find the same signs", arguments: [3.0, 6.0])
    func slowReferences(slowness: Double) throws {
        let fast = try SequenceSamples.models(Self.signed).map(\.sign)
        let slow = try fast.map { sign in
            let script = try #require(SignScript.named(sign.gloss))
            let takes = try [SignerProfile.ada, .bruno].map { signer in
                try PreparedTake(
                    SyntheticSigner(profile: signer, seed: 3).take(of: script, tempo: 1 / slowness).clip)
            }
            return SignModel(ReferenceSign(gloss: sign.gloss, takes: takes, calibration: sign.calibration))
        }
        let sentence = SequenceSamples.sentence(Self.signed)
        let feedback = try SentenceScorer().score(
            PreparedTake(stretch: sentence.clip), against: slow, library: slow)
        #expect(feedback.signs?.allSatisfy { $0.status == .ok && $0.score >= 70 } == true)
        #expect(feedback.timing.tempoRatio > slowness * 0.6)
        for (truth, sign) in zip(sentence.boundaries, feedback.signs ?? []) {
            // A take that is six times slower counts the movement before the sign as part of it: 0.36 s for
            // one sign, measured.
            let bound = slowness > 3 ? 0.4 : 0.25
            #expect(abs((sign.startS ?? 99) - truth.start) <= bound, "\(sign.gloss)")
            #expect(abs((sign.endS ?? 99) - truth.end) <= bound, "\(sign.gloss)")
        }
    }

    @Test("the same sign twice is asked for and found twice")
    func twice() throws {
        let signed = ["HELP", "HELLO", "HELP"]
        let feedback = try Self.score(SequenceSamples.sentence(signed).clip, signed)
        #expect(feedback.signs?.allSatisfy { $0.status == .ok } == true)
        let starts = (feedback.signs ?? []).compactMap(\.startS)
        #expect(starts == starts.sorted())
    }

    @Test("another sentence, and no signs at all, do not pass")
    func nothing() throws {
        let other = try Self.score(SequenceSamples.sentence(["FINISH", "NAME", "WANT"]).clip, Self.signed)
        #expect(!other.passed && other.score < 50)
        #expect(other.signs?.contains { $0.status == .ok && $0.score >= 70 } == false)
        let script = try #require(SignScript.named("HELLO"))
        let still = SyntheticSigner(profile: .bruno, seed: 2).take(of: script, fault: .standingStill).clip
        let feedback = try Self.score(still, Self.signed)
        #expect(!feedback.passed && feedback.score < 20)
    }

    @Test("the document keeps the contract, survives its JSON and corrects two things at most")
    func contract() throws {
        let clip = SequenceSamples.sentence(["HELLO", "WANT", "HELP", "FINISH"]).clip
        let feedback = try Self.score(clip, ["HELLO", "MOTHER", "YES", "FINISH", "NAME"], passingScore: 60)
        let data = try JSONEncoder().encode(feedback)
        #expect(try JSONDecoder().decode(Feedback.self, from: data) == feedback)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(
            Set(object.keys) == [
                "version", "summary", "summary_messages", "score", "passed", "passing_score", "mode",
                "reference", "channels",
                "timing", "moments", "strengths", "quality", "signature", "signs", "added",
            ])
        #expect(object["mode"] as? String == "sentence")
        let signs = try #require(object["signs"] as? [[String: Any]])
        #expect(signs.allSatisfy { Set(["gloss", "score", "status"]).isSubset(of: $0.keys) })
        #expect(feedback.moments.count <= 2)
        #expect((0...100).contains(feedback.score))
        // First what was right, then at most two corrections.
        #expect(feedback.summary.hasPrefix("HELLO and FINISH were right."))
        let corrections = ["missing", "in place of", "Leave out", "In HELLO", "In FINISH"]
        let count = corrections.map { feedback.summary.components(separatedBy: $0).count - 1 }.reduce(0, +)
        #expect((1...2).contains(count), "\(feedback.summary)")
    }
}
