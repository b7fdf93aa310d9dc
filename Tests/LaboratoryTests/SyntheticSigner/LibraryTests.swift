import Landmarks
import Testing

@testable import SyntheticSigner

@Suite struct LibraryTests {
    @Test func theLibraryIsInOrder() {
        #expect(SignScript.library.count >= 24 && SignScript.library.first?.gloss == "HELLO")
        #expect(Set(SignScript.library.map(\.gloss)).count == SignScript.library.count)
        #expect(Handshape.library.count >= 15)
        #expect(Set(Handshape.library.map(\.name)).count == Handshape.library.count)
        #expect(Set(SignerProfile.people.map(\.name)).count == SignerProfile.people.count)
        #expect(SignerProfile.people.contains { $0.dominantHand == .left })
    }

    /// Without random variation, no two signs are equal in sixteen moments of both hands, from the first
    /// posture to the last.
    @Test func noTwoSignsAreTheSame() {
        let signer = SyntheticSigner(profile: machine(.ada), seed: 1)
        let body = BodyModel(machine(.ada), seed: 1)
        let courses = SignScript.library.map { script in
            let performance = signer.performance(of: [script], fault: nil, tempo: 1)
            let span = performance.spans[0]
            return (0..<16).flatMap { step in
                let time = span.start + (span.end - span.start) * Double(step) / 15
                let moment = body.skeleton(of: performance, at: time, withFace: false)
                return moment.leftHand + moment.rightHand
            }
        }
        for one in courses.indices {
            for other in courses.indices where other > one {
                let squares = zip(courses[one], courses[other]).reduce(0.0) {
                    $0 + ($1.0 - $1.1).dot($1.0 - $1.1)
                }
                let distance = (squares / Double(courses[one].count)).squareRoot()
                let glosses = (SignScript.library[one].gloss, SignScript.library[other].gloss)
                #expect(distance > 0.015, "\(glosses): \(distance) m apart")
            }
        }
    }

    @Test func minimalPairsDifferInOneParameter() throws {
        let please = try #require(SignScript.named("PLEASE")).keys
        let sorry = try #require(SignScript.named("SORRY")).keys
        for (one, other) in zip(please, sorry) {
            var changed = one
            changed.shape = other.shape
            #expect(changed == other && one != other)
        }
        let mother = try #require(SignScript.named("MOTHER")).keys
        let father = try #require(SignScript.named("FATHER")).keys
        for (one, other) in zip(mother, father) {
            var changed = one
            changed.location = other.location
            #expect(changed == other && one != other)
        }
    }

    /// The salute: the fingertips leave the temple outward and forward, the palm to the camera.
    @Test func helloIsASalute() throws {
        let script = try #require(SignScript.named("HELLO"))
        let signer = SyntheticSigner(profile: machine(.ada), seed: 1)
        let performance = signer.performance(of: [script], fault: nil, tempo: 1)
        let body = BodyModel(machine(.ada), seed: 1)
        let start = body.skeleton(of: performance, at: performance.spans[0].start, withFace: false)
        let end = body.skeleton(of: performance, at: performance.spans[0].end, withFace: false)
        let width = SignerProfile.ada.shoulderWidth
        let eye = start.body[6]
        #expect((start.rightHand[12] - eye).length < 0.35 * width, "the fingertips are at the temple")
        #expect(end.rightHand[12].x < start.rightHand[12].x - 0.2 * width, "and go outward")
        #expect(end.rightHand[12].z > start.rightHand[12].z + 0.1 * width, "and forward")
    }

    @Test func sentencesRunWithoutRest() throws {
        let scripts = try ["ME", "WANT", "WATER"].map { try #require(SignScript.named($0)) }
        let sentence = SyntheticSigner(profile: .bruno, seed: 6).sentence(of: scripts)
        #expect(sentence.boundaries.map(\.gloss) == ["ME", "WANT", "WATER"])
        for (one, next) in zip(sentence.boundaries, sentence.boundaries.dropFirst()) {
            #expect(one.start < one.end && one.end < next.start && next.start - one.end < 0.8)
        }
        let last = try #require(sentence.boundaries.last)
        #expect(last.end < sentence.clip.time(ofFrame: sentence.clip.frameCount - 1))
        // Between two signs the hand stays up.
        let middle = (sentence.boundaries[0].end + sentence.boundaries[1].start) / 2
        let signer = SyntheticSigner(profile: .bruno, seed: 6)
        let pose = signer.performance(of: scripts, fault: nil, tempo: 1).dominant.sharpPose(at: middle)
        #expect(pose.wrist.y > -0.6 * SignerProfile.bruno.shoulderWidth * 1.58)
    }
}
