extension SignScript {
    /// The sign as one person of a seed makes it: near the script, as a learner or a signer of another town
    /// has it.
    ///
    /// The deviations are those between the medians of two people in webcam recordings of one sign: 0.15
    /// shoulder widths of place to either side, 15° of the fingers' direction, 18° of the palm's, 10° over a
    /// finger's joints, a factor of 2 in the length of the way.
    func form(ofPerson seed: UInt64) -> SignScript {
        var stream = RandomStream(seed: seed, purpose: .form)
        var script = self
        let form = PersonalForm(&stream)
        script.keys = form.applied(to: keys, &stream)
        switch otherHand {
        case .resting, .symmetric, .alternating: break
        case .base(let key):
            var base = key
            base.offset += form.shift
            base.orientation = key.orientation.turned(by: stream.normalVector() * 9)
            base.shape = form.shape(key.shape)
            script.otherHand = .base(base)
        case .own(let keys): script.otherHand = .own(form.applied(to: keys, &stream))
        }
        // Some people sign with one hand what others sign with two.
        if otherHand == .symmetric, stream.chance(0.04) { script.otherHand = .resting }
        // The head moves with the sign of some people only.
        if stream.chance(0.5) { script.nonManual = .neutral }
        return script
    }

    /// The sign with a longer last posture, in which a repeated movement goes on; seconds.
    func heldLonger(by seconds: Double) -> SignScript {
        guard seconds > 0, let last = keys.last, last.hold > 0 else { return self }
        let factor = (last.hold + seconds) / last.hold
        func longer(_ keys: [SignKey]) -> [SignKey] {
            var keys = keys
            if var key = keys.popLast() {
                key.hold *= factor
                key.oscillation?.cycles *= factor
                keys.append(key)
            }
            return keys
        }
        var script = self
        script.keys = longer(keys)
        if case .own(let keys) = otherHand { script.otherHand = .own(longer(keys)) }
        return script
    }
}

/// One person's deviation from the form of a sign.
private struct PersonalForm {
    /// Shoulder widths on the hand's own side.
    let shift: Vector3
    /// Degrees about the axes of the body.
    private let turn: Vector3
    private let size: Double
    private let bulge: Double
    private let pace: Double
    private let cycles: Double
    /// Degrees of each of the angles of a hand.
    private let bend: [Double]
    /// How far all shapes go towards the hand at rest.
    private let laxity: Double
    private let hold: Double
    /// Turns the way of the movement in the picture.
    private let course: Rotation

    init(_ stream: inout RandomStream) {
        // Most people keep near the form, some do not.
        let freedom = stream.pick([(50, 0.7), (35, 1.1), (15, 1.8)])
        shift = stream.normalVector() * Vector3(0.08, 0.08, 0.06) * freedom
        turn = stream.normalVector() * (7 * freedom)
        size = stream.within(0.65...1.45)
        bulge = stream.within(0.4...1.5)
        pace = stream.within(0.8...1.25)
        cycles = stream.pick([(20, -1), (50, 0), (22, 1), (8, 2)])
        bend = (0..<Handshape.angleCount).map { slot in
            let isShare = slot >= 5 && (slot - 5) % 4 == 3
            return stream.normal() * (isShare ? 0.22 : slot < 5 ? 8 : 3) * freedom
        }
        laxity = 0.16 * stream.uniform() * stream.uniform() * freedom
        hold = stream.chance(0.75) ? 1 : stream.within(1...2.5)
        course = Rotation(degrees: 10 * freedom * stream.normal(), about: Vector3(0, 0, 1))
    }

    func shape(_ shape: Handshape) -> Handshape {
        var formed = shape.mixed(with: .relaxed, laxity)
        formed.angles = zip(formed.angles, bend).map { $0 + $1 }
        return formed.withinLimits
    }

    func applied(to keys: [SignKey], _ stream: inout RandomStream) -> [SignKey] {
        guard let start = keys.first?.offset else { return keys }
        return keys.map { key in
            var formed = key
            // At the face and on the other hand a place is hit more exactly than before the body.
            let freedom = key.location.isOnHead || key.location.place == nil ? 0.5 : 1
            formed.offset = start + course(key.offset - start) * size + shift * freedom
            formed.bulge = course(key.bulge) * (size * bulge)
            formed.orientation = key.orientation.turned(by: turn + stream.normalVector() * 3)
            formed.shape = shape(key.shape)
            formed.move *= pace * stream.within(0.85...1.18)
            formed.hold *= key.oscillation == nil ? hold * stream.within(0.7...1.4) : pace
            if var oscillation = key.oscillation {
                let count = max(oscillation.cycles + cycles, 1)
                formed.hold *= count / oscillation.cycles
                oscillation = oscillation.scaled(by: size)
                oscillation.cycles = count
                if case .squeeze(let other) = oscillation.kind { oscillation.kind = .squeeze(shape(other)) }
                formed.oscillation = oscillation
            }
            return formed
        }
    }
}
