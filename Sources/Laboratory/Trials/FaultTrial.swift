import Landmarks
import SyntheticSigner

/// One attempt with a known fault, by a signer who has no references.
public struct FaultTrial: Sendable {
    /// The row of the table in which it counts.
    public var row: TrialRow
    public var script: SignScript
    public var signer: SignerProfile
    /// The seed of the take's random variation.
    public var seed: UInt64
    /// The fault; `nil` for a clean attempt.
    public var fault: Fault?
    /// The gloss of the sign that it is compared with.
    public var target: String

    /// The recording and its ground truth. Takes milliseconds.
    public func take() -> SyntheticTake {
        SyntheticSigner(profile: signer, seed: seed).take(of: script, fault: fault)
    }

    /// The same performance, seen by a detector without errors.
    func exactTake(withFault: Bool) -> SyntheticTake {
        SyntheticSigner(profile: signer, noise: NoiseModel.none, seed: seed)
            .take(of: script, fault: withFault ? fault : nil)
    }

    /// The signs with references, in their order.
    static let scripts: [SignScript] = ReferenceRecording.glosses.compactMap { SignScript.named($0) }

    /// Learners without references: left-handed, a child, in bad light, an average adult.
    static let learners: [SignerProfile] = [.dev, .emi, .farid, .gwen]

    /// Every fault of every sign by every learner.
    ///
    /// - Parameter seed: of the takes' random variation; equal seeds give equal trials.
    public static func faulty(seed: UInt64, stride: Int = 1) -> [FaultTrial] {
        var trials: [FaultTrial] = []
        for (row, signer) in learners.enumerated() {
            for (column, script) in scripts.enumerated() where (row + column).isMultiple(of: stride) {
                let chance = seed &* 1_000_003 &+ UInt64(row * 100 + column)
                for (row, fault) in faults(of: script, chance: chance) {
                    let isNone = fault == .unsaidMirror && isSymmetric(script)
                    trials.append(
                        FaultTrial(
                            row: isNone ? .invisible : row, script: script, signer: signer, seed: chance,
                            fault: fault, target: script.gloss))
                }
                let other = scripts[(column + 3 + Int(seed % 11)) % scripts.count]
                trials.append(
                    FaultTrial(
                        row: .otherSign, script: other, signer: signer, seed: chance, fault: nil,
                        target: script.gloss))
            }
        }
        return trials
    }

    /// A clean attempt of every sign by every person.
    public static func clean(seed: UInt64, row: TrialRow = .clean) -> [FaultTrial] {
        SignerProfile.people.enumerated().flatMap { place, signer in
            scripts.enumerated().map { column, script in
                FaultTrial(
                    row: row, script: script, signer: signer,
                    seed: seed &* 1_000_033 &+ UInt64(7_000 + place * 100 + column), fault: nil,
                    target: script.gloss)
            }
        }
    }

    /// Every fault that this sign can have.
    private static func faults(of script: SignScript, chance: UInt64) -> [(TrialRow, Fault)] {
        let role = script.isTwoHanded && isSymmetric(script) ? HandRole.both : .dominant
        var faults: [(TrialRow, Fault)] = []
        let shapes = script.keys.map(\.shape) + script.keys.compactMap(squeezed)
        let wrong = [Handshape.y, .s, .v, .five, .one, .flatB, .w, .i, .l].filter { candidate in
            shapes.allSatisfy { distance($0, candidate) >= 200 }
        }
        if !wrong.isEmpty {
            faults.append((.wrongHandshape, .wrongHandshape(wrong[Int(chance % UInt64(wrong.count))], role)))
        }
        let long = [Finger.index, .middle, .ring, .pinky]
        let straight = long.filter { finger in shapes.allSatisfy { bend($0, finger) < 60 } }
        if !straight.isEmpty {
            faults.append(
                (.curledFinger, .curledFinger(straight[Int(chance % UInt64(straight.count))], role)))
        }
        let curled = long.filter { finger in shapes.allSatisfy { bend($0, finger) > 120 } }
        if !curled.isEmpty {
            faults.append(
                (.straightFinger, .straightFinger(curled[Int(chance % UInt64(curled.count))], role)))
        }
        if shapes.allSatisfy({ $0.thumb.radial > 50 }) {
            faults.append((.wrongThumb, .curledFinger(.thumb, role)))
        } else if shapes.allSatisfy({ $0.thumb.palmar > 40 }) {
            faults.append((.wrongThumb, .straightFinger(.thumb, role)))
        }
        for sign in [-1.0, 1] {
            faults.append((.turnedPalm, .turnedPalm(degrees: 80 * sign, role)))
            faults.append((.turnedPalmModerately, .turnedPalm(degrees: 50 * sign, role)))
        }
        for way in [SIMD3<Double>(1, 0, 0), SIMD3(-1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, -1, 0)] {
            faults.append((.shifted, .shifted(0.6 * way, .both)))
            faults.append((.shiftedModerately, .shifted(0.4 * way, .both)))
        }
        for depth in [-0.4, 0.4] { faults.append((.shiftedInDepth, .shifted(SIMD3(0, 0, depth), .both))) }
        faults += [
            (.noMovement, .scaledMovement(0)), (.smallMovement, .scaledMovement(0.4)),
            (.largeMovement, .scaledMovement(2)), (.oppositeMovement, .scaledMovement(-1)),
            (.reversed, .reversed), (.tempo, .tempo(2.8)), (.tempo, .tempo(0.4)),
            (.tempoModerately, .tempo(1.9)), (.tempoModerately, .tempo(0.55)),
            (.unseenHand, .unseenHand(.dominant)), (.mirrored, .unsaidMirror),
            (.standingStill, .standingStill), (.noise, .noise), (.noHands, .noHands),
            (.idleHand, .idleHand(.dominant)),
        ]
        if script.isTwoHanded {
            faults += [(.idleHand, .idleHand(.other)), (.unseenHand, .unseenHand(.other))]
        }
        return faults
    }

    /// Whether the row depends on the visibility of the fault.
    var needsSettling: Bool {
        switch fault {
        case .scaledMovement, .shifted, .reversed: true
        default: false
        }
    }

    /// The row of the trial: a fault that no camera sees cannot be corrected.
    func settledRow(_ twin: TwinTruth) -> TrialRow {
        switch fault {
        case .scaledMovement(let factor) where factor < 0: hasVisibleWay(twin) ? row : .invisible
        case .scaledMovement: twin.handsMoved >= 0.08 ? row : .invisible
        case .shifted: twin.seenShare < 0.6 ? .unseenHand : row
        case .reversed: hasVisibleWay(twin) ? row : .invisible
        default: row
        }
    }

    /// Whether the sign has a displacement in the picture's plane, so that the opposite movement is another
    /// one. A movement to and fro has none.
    private func hasVisibleWay(_ twin: TwinTruth) -> Bool {
        let turnsInThePicture = script.keys.contains { key in
            guard case .circle(let first, let second)? = key.oscillation?.kind else { return false }
            return abs(first.x * second.y - first.y * second.x) > 0.005
        }
        return turnsInThePicture || (script.keys.count > 1 && twin.netWay >= 0.15)
    }

    private static func isSymmetric(_ script: SignScript) -> Bool {
        script.otherHand == .symmetric || script.otherHand == .alternating
    }

    private static func squeezed(_ key: SignKey) -> Handshape? {
        guard case .squeeze(let shape)? = key.oscillation?.kind else { return nil }
        return shape
    }

    private static func bend(_ shape: Handshape, _ finger: Finger) -> Double {
        let pose = shape[finger]
        return pose.knuckle + pose.middle + pose.tip
    }

    /// Degrees between two shapes, over the long fingers.
    private static func distance(_ a: Handshape, _ b: Handshape) -> Double {
        [Finger.index, .middle, .ring, .pinky].reduce(0) { $0 + abs(bend(a, $1) - bend(b, $1)) }
    }
}
