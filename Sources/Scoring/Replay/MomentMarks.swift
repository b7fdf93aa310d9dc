import SigningSpace

/// The joints and arrows of a correction, in one pair of frames of attempt and take.
struct MomentMarks {
    private let attempt: SignMotion
    private let take: SignMotion
    private let clip: SigningClip
    private let takeClip: SigningClip
    private let step: AlignedTakes.Step

    /// The joints of the palm: the wrist and the knuckles of the long fingers.
    private static let palm = [0, 5, 9, 13, 17]
    /// The length of a palm's normal in a picture, in shoulder widths.
    private static let normal: Float = 0.45
    /// From here, in shoulder widths below its place, comes a hand that was not seen.
    private static let below: Float = 0.8

    init(
        _ attempt: SignMotion, _ take: SignMotion, _ clip: SigningClip, _ takeClip: SigningClip,
        at step: AlignedTakes.Step
    ) {
        self.attempt = attempt
        self.take = take
        self.clip = clip
        self.takeClip = takeClip
        self.step = step
    }

    /// A mark for each hand of a finding; none for the tempo.
    func marks(_ finding: Finding) -> [Replay.Mark] {
        guard finding.advice != .slower, finding.advice != .faster else { return [] }
        return finding.roles.map { role in
            Replay.Mark(
                hand: role, joints: joints(finding.advice), arrows: arrows(finding, role),
                amount: Double(finding.size).rounded(toDecimals: finding.unit.decimals),
                unit: finding.unit.rawValue)
        }
    }

    private func joints(_ advice: Advice) -> [Int] {
        func fingers(_ numbers: [Int]) -> [Int] {
            numbers.sorted().flatMap { Array(4 * $0 + 1...4 * $0 + 4) }
        }
        return switch advice {
        case .fingers(let straight, let bent): fingers(straight + bent)
        case .openHand, .closeHand: fingers([1, 2, 3, 4])
        case .thumbOut, .thumbIn: fingers([0])
        case .face, .point, .turn, .raise, .lower, .moveLeft, .moveRight, .moveTogether, .moveApart,
            .useHand, .larger, .smaller, .otherWay, .again, .slower, .faster:
            Self.palm
        }
    }

    private func arrows(_ finding: Finding, _ role: HandRole) -> [Replay.Arrow] {
        switch finding.advice {
        case .fingers(let straight, let bent): bends(straight + bent, role)
        case .openHand, .closeHand: bends([1, 2, 3, 4], role)
        case .thumbOut, .thumbIn: bends([0], role)
        case .face(let wanted): turn(role, from: \.facing, to: wanted)
        case .point(let wanted): turn(role, from: \.pointing, to: wanted)
        case .turn: turn(role, from: \.facing, to: take[role].postures[step.take]?.facing)
        case .raise: move(role, SIMD3(0, -finding.size, 0))
        case .lower: move(role, SIMD3(0, finding.size, 0))
        case .moveLeft: move(role, SIMD3(finding.size, 0, 0))
        case .moveRight: move(role, SIMD3(-finding.size, 0, 0))
        case .moveTogether: move(role, SIMD3(role == .dominant ? finding.size : -finding.size, 0, 0))
        case .moveApart: move(role, SIMD3(role == .dominant ? -finding.size : finding.size, 0, 0))
        case .useHand: use(role)
        case .larger: scale(role, by: finding.size)
        case .smaller: scale(role, by: 1 / max(finding.size, 1))
        case .otherWay: reverse(role)
        case .again: swing(role)
        case .slower, .faster: []
        }
    }

    private func move(_ role: HandRole, _ way: SIMD3<Float>) -> [Replay.Arrow] {
        clip.points(of: .palm(role), frame: step.attempt)
            .map { [Replay.Arrow(.move, $0[0], $0[0] + way)] } ?? []
    }

    /// The hand that rests belongs where the take has it.
    private func use(_ role: HandRole) -> [Replay.Arrow] {
        takeClip.points(of: .palm(role), frame: step.take).map { wanted in
            let own = clip.points(of: .palm(role), frame: step.attempt)?[0]
            return [Replay.Arrow(.move, own ?? wanted[0] + SIMD3(0, Self.below, 0), wanted[0])]
        } ?? []
    }

    private func turn(
        _ role: HandRole, from direction: (HandMotion.Posture) -> SIMD3<Float>, to wanted: SIMD3<Float>?
    ) -> [Replay.Arrow] {
        guard let wanted, let own = attempt[role].postures[step.attempt],
            let centre = clip.points(of: .palm(role), frame: step.attempt)?[0]
        else { return [] }
        return [
            Replay.Arrow(.turn, centre + Self.normal * direction(own), centre + Self.normal * wanted)
        ]
    }

    /// From the tips of fingers to where the take's handshape would have them, on the attempt's palm.
    private func bends(_ fingers: [Int], _ role: HandRole) -> [Replay.Arrow] {
        guard let own = clip.points(of: .hand(role), frame: step.attempt),
            let wanted = takeClip.points(of: .hand(role), frame: step.take),
            let (a, b) = Palm(own).flatMap({ a in Palm(wanted).map { (a, $0) } })
        else { return [] }
        return fingers.sorted().map { finger in
            let tip = 4 * finger + 4
            return Replay.Arrow(.bend, own[tip], a.place(b.coordinates(wanted[tip])))
        }
    }

    private func scale(_ role: HandRole, by factor: Float) -> [Replay.Arrow] {
        let places = attempt.core.compactMap { attempt[role].places[$0] }
        let mean = places.mean
        guard let farthest = places.max(by: { ($0 - mean).length < ($1 - mean).length }) else { return [] }
        return [Replay.Arrow(.scale, Self.flat(farthest), Self.flat(mean + factor * (farthest - mean)))]
    }

    /// The take's way from its start to its end, about the attempt's middle.
    private func reverse(_ role: HandRole) -> [Replay.Arrow] {
        let places = shifted(role)
        guard let first = places.first, let last = places.last else { return [] }
        return [Replay.Arrow(.reverse, Self.flat(first), Self.flat(last))]
    }

    /// Between the two places of the take that are farthest apart, about the attempt's middle.
    private func swing(_ role: HandRole) -> [Replay.Arrow] {
        let places = shifted(role)
        let mean = places.mean
        guard let one = places.max(by: { ($0 - mean).length < ($1 - mean).length }),
            let other = places.max(by: { ($0 - one).length < ($1 - one).length })
        else { return [] }
        return [Replay.Arrow(.repeat, Self.flat(one), Self.flat(other))]
    }

    /// The take's places, moved to the attempt's middle.
    private func shifted(_ role: HandRole) -> [SIMD2<Float>] {
        let own = attempt.core.compactMap { attempt[role].places[$0] }
        let places = take.core.compactMap { take[role].places[$0] }
        guard !own.isEmpty else { return places }
        let way = own.mean - places.mean
        return places.map { $0 + way }
    }

    private static func flat(_ place: SIMD2<Float>) -> SIMD3<Float> { SIMD3(place.x, place.y, 0) }

    /// A frame of three axes on a palm, in palm lengths from the wrist.
    private struct Palm {
        let wrist: SIMD3<Float>
        let axes: [SIMD3<Float>]
        let length: Float

        /// `nil` for a hand whose palm has no area.
        init?(_ hand: [SIMD3<Float>]) {
            wrist = hand[0]
            let (along, across) = (hand[9] - hand[0], hand[5] - hand[17])
            length = along.length
            guard length > 1e-4 else { return nil }
            let first = along / length
            let rest = across - (across * first).sum() * first
            guard rest.length > 1e-4 else { return nil }
            let second = rest / rest.length
            let third = SIMD3(
                first.y * second.z - first.z * second.y, first.z * second.x - first.x * second.z,
                first.x * second.y - first.y * second.x)
            axes = [first, second, third]
        }

        func coordinates(_ point: SIMD3<Float>) -> [Float] {
            axes.map { (($0 * (point - wrist)).sum()) / length }
        }

        func place(_ coordinates: [Float]) -> SIMD3<Float> {
            zip(axes, coordinates).reduce(wrist) { $0 + length * $1.1 * $1.0 }
        }
    }
}
