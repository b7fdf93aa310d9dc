import Foundation

/// Converts scripts to one person's performance: places on this body, the person's habits, the take's random
/// variation.
struct PerformanceBuilder {
    private let profile: SignerProfile
    private let hand: HandModel
    private let arm: ArmModel
    private let tempo: Double
    private var stream: RandomStream
    private var dominantHabit: TakeHabit
    private var otherHabit: TakeHabit
    private let size: Double

    /// The random variation of one take's postures.
    private struct TakeHabit {
        var place: Vector3
        var turn: Rotation
        var bend: [Double]
    }

    init(profile: SignerProfile, tempo: Double, seed: UInt64) {
        self.profile = profile
        hand = HandModel(profile)
        arm = ArmModel(profile)
        stream = RandomStream(seed: seed, purpose: .variation)
        self.tempo = tempo * profile.tempo * (1 + 0.05 * profile.variability * stream.normal())
        dominantHabit = Self.habit(profile, &stream)
        otherHabit = Self.habit(profile, &stream)
        size = profile.movementSize * (1 + 0.05 * profile.variability * stream.normal())
    }

    private static func habit(_ profile: SignerProfile, _ stream: inout RandomStream) -> TakeHabit {
        let place =
            profile.placeHabit + stream.normalVector() * (0.018 * profile.variability)
        let wobble = stream.normalVector() * (3 * profile.variability)
        let turn =
            Rotation(degrees: wobble.x, about: Vector3(1, 0, 0))
            * Rotation(degrees: profile.turnHabit + wobble.y, about: Vector3(0, 1, 0))
            * Rotation(degrees: wobble.z, about: Vector3(0, 0, 1))
        let bend = (0..<5).map { _ in
            profile.fingerLaxity + 2.5 * profile.variability * stream.normal()
        }
        return TakeHabit(place: place * profile.shoulderWidth, turn: turn, bend: bend)
    }

    /// The signs in direct succession, with the hands at rest before the first and after the last.
    mutating func build(_ scripts: [SignScript]) -> Performance {
        let lead = 0.22 + 0.1 * stream.uniform()
        var dominant = [restKey(arrive: 0, leave: lead)]
        var other = dominant
        var spans: [Performance.Span] = []
        var faces: [HeadTrack.Span] = []
        var clock = lead
        for script in scripts {
            let times = schedule(script, after: clock, isFirst: spans.isEmpty)
            let base = otherHandKeys(script, times)
            other += base
            dominant += dominantKeys(script, times, base: base)
            let start = times[0].arrive
            clock = times[times.count - 1].leave
            spans.append(Performance.Span(gloss: script.gloss, start: start, end: clock))
            faces.append(HeadTrack.Span(start: start, end: clock, nonManual: script.nonManual))
        }
        clock += 0.5 / tempo
        dominant.append(restKey(arrive: clock, leave: clock))
        other.append(restKey(arrive: clock, leave: clock))
        return Performance(
            dominant: HandTrack(keys: dominant), other: HandTrack(keys: other),
            head: HeadTrack(spans: faces), spans: spans, duration: clock + 0.2,
            isTwoHanded: scripts.contains(where: \.isTwoHanded))
    }

    /// The times at which each posture of a script is reached and left.
    private mutating func schedule(
        _ script: SignScript, after clock: Double, isFirst: Bool
    ) -> [(arrive: Double, leave: Double)] {
        var clock = clock
        return script.keys.enumerated().map { place, key in
            let unevenness = 1 + 0.05 * profile.variability * stream.normal()
            // The movement from rest is longer than from sign to sign.
            let move = place == 0 && isFirst ? max(key.move, 0.5) : key.move
            let arrive = clock + move * unevenness / tempo
            clock = arrive + key.hold * unevenness / tempo
            return (arrive, clock)
        }
    }

    private mutating func otherHandKeys(
        _ script: SignScript, _ times: [(arrive: Double, leave: Double)]
    ) -> [TrackKey] {
        switch script.otherHand {
        case .resting:
            return [restKey(arrive: times[0].arrive, leave: times[times.count - 1].leave)]
        case .symmetric:
            return sized(zip(script.keys, times).map { key($0, $1, otherHabit, base: nil) })
        case .alternating:
            return sized(
                zip(script.keys, times).map {
                    var key = key($0, $1, otherHabit, base: nil)
                    key.phase = 0.5
                    return key
                })
        case .base(let posture):
            return [key(posture, (times[0].arrive, times[times.count - 1].leave), otherHabit, base: nil)]
        case .own(let keys):
            return sized(zip(keys, times).map { key($0, $1, otherHabit, base: nil) })
        }
    }

    private mutating func dominantKeys(
        _ script: SignScript, _ times: [(arrive: Double, leave: Double)], base: [TrackKey]
    ) -> [TrackKey] {
        sized(zip(script.keys, times).map { key($0, $1, dominantHabit, base: base.first?.pose) })
    }

    /// People differ in the size of movements: the paths between postures are scaled about the first posture.
    private func sized(_ keys: [TrackKey]) -> [TrackKey] {
        keys.map {
            var key = $0
            key.scaleMovement(by: size, about: keys[0].pose.wrist)
            return key
        }
    }

    /// A posture on this body.
    private mutating func key(
        _ key: SignKey, _ time: (arrive: Double, leave: Double), _ habit: TakeHabit, base: HandPose?
    ) -> TrackKey {
        let width = profile.shoulderWidth
        let shape = bent(key.shape, habit)
        let rotation = key.orientation.rotation * habit.turn
        let chance = stream.normalVector() * (0.01 * profile.variability * width)
        let touched = key.anchor.point(of: hand.landmarks(key.shape))
        // Places on the other hand are exact, since the hands touch.
        let place: Vector3
        if let named = profile.place(of: key.location) {
            place = named + habit.place + chance
        } else {
            place = touchPoint(key.location, on: base) + chance * 0.5
        }
        let wrist = arm.reachable(place + key.offset * width - rotation(touched))
        return TrackKey(
            arrive: time.arrive, leave: time.leave,
            pose: HandPose(wrist: wrist, rotation: rotation, shape: shape),
            bulge: key.bulge * width, oscillation: key.oscillation?.inMetres(shoulderWidth: width))
    }

    /// The middle of the other hand's palm or back, on the side of the hand that touches it.
    private func touchPoint(_ location: BodyLocation, on base: HandPose?) -> Vector3 {
        guard let base else { return .zero }
        let middle = hand.landmarks(base.shape)[9] * 0.75
        let thickness = location == .otherBack ? -0.012 : 0.012
        return (base.wrist + base.rotation(middle + Vector3(0, 0, thickness))).acrossBody
    }

    private func bent(_ shape: Handshape, _ habit: TakeHabit) -> Handshape {
        var shape = shape
        shape.thumb.knuckle += habit.bend[0]
        for finger in [Finger.index, .middle, .ring, .pinky] {
            let bend = habit.bend[finger.rawValue]
            shape[finger].knuckle += 0.4 * bend
            shape[finger].middle += bend
            shape[finger].tip += 0.5 * bend
        }
        return shape.withinLimits
    }

    private func restKey(arrive: Double, leave: Double) -> TrackKey {
        let width = profile.shoulderWidth
        let length = arm.upperArm + arm.forearm
        let wrist: Vector3
        let orientation: PalmOrientation
        switch profile.rest {
        case .hanging:
            wrist = arm.shoulder + Vector3(0.10 * width, -0.95 * length, 0.10 * width)
            orientation = PalmOrientation(fingers: .down + .forward * 0.2, palm: .inward)
        case .folded:
            wrist = Vector3(0.24 * width, -0.55 * length, 0.45 * width)
            orientation = PalmOrientation(fingers: .inward + .down * 0.4, palm: .back)
        case .onDesk:
            wrist = Vector3(0.42 * width, -0.62 * length, 0.85 * width)
            orientation = PalmOrientation(fingers: .forward + .inward * 0.6, palm: .down)
        }
        var key = TrackKey(
            arrive: arrive, leave: leave,
            pose: HandPose(
                wrist: arm.reachable(wrist), rotation: orientation.rotation, shape: .relaxed))
        key.isSign = false
        return key
    }
}
