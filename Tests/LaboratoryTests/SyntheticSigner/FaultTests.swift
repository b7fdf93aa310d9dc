import Landmarks
import Testing

@testable import SyntheticSigner

@Suite struct FaultTests {
    private let signer = SyntheticSigner(profile: .gwen, seed: 42)

    private func performance(_ gloss: String, _ fault: Fault?) throws -> Performance {
        let script = try #require(SignScript.named(gloss))
        return signer.performance(of: [script], fault: fault, tempo: 1)
    }

    private func poses(_ gloss: String, _ fault: Fault?) throws -> [HandPose] {
        let performance = try performance(gloss, fault)
        return stride(from: 0, to: performance.duration, by: 0.02).map {
            performance.dominant.pose(at: $0, deviation: 0.03)
        }
    }

    @Test(arguments: SignScript.library.map(\.gloss))
    func handshapeFaultsLeavePlaceAndTurn(_ gloss: String) throws {
        let clean = try poses(gloss, nil)
        for fault in [
            Fault.wrongHandshape(.y, .dominant), .curledFinger(.index, .dominant),
            .straightFinger(.ring, .dominant),
        ] {
            let faulty = try poses(gloss, fault)
            #expect(zip(clean, faulty).allSatisfy { $0.wrist == $1.wrist && $0.rotation == $1.rotation })
        }
        #expect(try poses(gloss, .wrongHandshape(.y, .dominant)) != clean)
    }

    @Test(arguments: SignScript.library.map(\.gloss))
    func turnedPalmsLeavePlaceAndShape(_ gloss: String) throws {
        let clean = try performance(gloss, nil).dominant.keys
        let faulty = try performance(gloss, .turnedPalm(degrees: 60, .dominant)).dominant.keys
        for (one, other) in zip(clean, faulty) {
            #expect(one.pose.wrist == other.pose.wrist && one.pose.shape == other.pose.shape)
            let fingers = Vector3(0, 1, 0)
            let palm = Vector3(0, 0, 1)
            #expect((one.pose.rotation(fingers) - other.pose.rotation(fingers)).length < 1e-9)
            let cosine = one.pose.rotation(palm).dot(other.pose.rotation(palm))
            #expect(abs(cosine - (one.isSign ? 0.5 : 1)) < 1e-9)
        }
    }

    @Test func shiftsMoveTheWristByTheirSize() throws {
        let clean = try performance("HELLO", nil).dominant.keys
        let faulty = try performance("HELLO", .tooLow(0.6)).dominant.keys
        let way = Vector3(0, -0.6 * SignerProfile.gwen.shoulderWidth, 0)
        for (one, other) in zip(clean, faulty) where one.isSign {
            #expect((other.pose.wrist - one.pose.wrist - way).length < 1e-9)
            #expect(one.pose.rotation == other.pose.rotation && one.pose.shape == other.pose.shape)
        }
        #expect(clean.first == faulty.first && clean.last == faulty.last)
    }

    @Test func scaledMovementsStartAtTheSamePlace() throws {
        for gloss in ["HELLO", "PLEASE", "FINISH"] {
            let clean = try performance(gloss, nil).dominant.keys.filter(\.isSign)
            for factor in [0, 0.4, -1] {
                let faulty = try performance(gloss, .scaledMovement(factor)).dominant.keys.filter(\.isSign)
                let start = clean[0].pose.wrist
                for (one, other) in zip(clean, faulty) {
                    #expect((other.pose.wrist - start - (one.pose.wrist - start) * factor).length < 1e-9)
                    #expect(one.pose.rotation == other.pose.rotation && one.pose.shape == other.pose.shape)
                    #expect(one.arrive == other.arrive && one.leave == other.leave)
                }
            }
        }
    }

    @Test func tempoKeepsEveryPosture() throws {
        let script = try #require(SignScript.named("GOOD"))
        let clean = signer.performance(of: [script], fault: nil, tempo: 1)
        let fast = signer.performance(of: [script], fault: .tempo(1.8), tempo: 1.8)
        #expect(clean.dominant.keys.map(\.pose) == fast.dominant.keys.map(\.pose))
        let ratio = (clean.spans[0].end - clean.spans[0].start) / (fast.spans[0].end - fast.spans[0].start)
        #expect(abs(ratio - 1.8) < 1e-9)
    }

    @Test func anUnseenHandTakesNothingElseAway() throws {
        for gloss in ["HELLO", "WANT"] {
            let script = try #require(SignScript.named(gloss))
            let clean = signer.take(of: script).clip
            let faulty = signer.take(of: script, fault: .unseenHand(.dominant)).clip
            #expect(faulty.coverage(of: .rightHand) == 0)
            #expect(clean.coverage(of: .rightHand) > 0.4)
            let right = try #require(clean.layout.range(of: .rightHand))
            for row in 0..<clean.flags.count where !right.contains(row % clean.layout.landmarkCount) {
                #expect(clean.flags[row] == faulty.flags[row])
                #expect(clean.values[row * 4..<row * 4 + 4] == faulty.values[row * 4..<row * 4 + 4])
            }
        }
    }

    @Test func truthsDifferInTheFaultOnly() throws {
        let script = try #require(SignScript.named("WANT"))
        let clean = signer.take(of: script).truth
        #expect(clean.fault == nil && clean.channel == nil && clean.hands.isEmpty)
        let low = signer.take(of: script, fault: .tooLow(0.5)).truth
        #expect(low.fault == "too-low" && low.channel == "location" && low.hands == [.left, .right])
        #expect(low.size == 0.5 && low.unit == "shoulder widths" && low.direction == "low")
        #expect(low.start == clean.start && low.end == clean.end && low.tempo == clean.tempo)
        let turned = signer.take(of: script, fault: .turnedPalm(degrees: -40, .other)).truth
        #expect(turned.channel == "orientation" && turned.hands == [.left] && turned.size == 40)
        let curled = signer.take(of: script, fault: .curledFinger(.ring, .dominant)).truth
        #expect(curled.channel == "handshape" && curled.fingers == [.ring] && curled.hands == [.right])
    }

    @Test func recordingFaultsDoWhatTheySay() throws {
        let script = try #require(SignScript.named("HELLO"))
        let clean = signer.take(of: script).clip
        let mirrored = signer.take(of: script, fault: .unsaidMirror).clip
        #expect(mirrored.facts == clean.facts && mirrored.values == clean.mirrored().values)
        let reversed = signer.take(of: script, fault: .reversed)
        #expect(reversed.clip.reversedInTime().values == clean.values)
        #expect(reversed.clip.timestamps == clean.timestamps)
        let empty = signer.take(of: script, fault: .noHands).clip
        #expect(empty.coverage(of: .rightHand) == 0 && empty.coverage(of: .leftHand) == 0)
        #expect(empty.coverage(of: .pose) == 1)
        let still = signer.performance(of: [script], fault: .standingStill, tempo: 1)
        #expect(still.dominant.pose(at: 0, deviation: 0) == still.dominant.pose(at: 1, deviation: 0))
        let noise = signer.take(of: script, fault: .noise).clip
        #expect(noise.coverage(of: .leftHand) == 1 && noise.values != clean.values)
    }
}
