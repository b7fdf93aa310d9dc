extension RandomSign {
    /// The postures of the sign, for a person to perform. O(1).
    public var script: SignScript {
        let postures = postures
        let keys = postures.map { posture in key(posture) }
        let otherHand: SignScript.OtherHand
        switch arrangement {
        case .oneHanded: otherHand = .resting
        case .symmetric: otherHand = .symmetric
        case .alternating:
            // Two repeated movements alternate by half a cycle, two paths by opposite ways.
            otherHand = postures.count == 1 ? .alternating : .own(onTheWayBack(keys))
        case .parallel: otherHand = .own(toTheSameSide(keys))
        case .onBase(let shape, let orientation):
            otherHand = .base(
                SignKey(
                    shape, fingers: orientation.fingers, palm: orientation.palm, at: .neutral,
                    offset: place.base))
        }
        return SignScript(gloss, otherHand: otherHand, nonManual: nonManual, keys)
    }

    /// One posture of the dominant hand.
    private struct Posture {
        /// From the sign's place, in shoulder widths.
        var offset = Vector3.zero
        var bulge = Vector3.zero
        /// How far shape and orientation have changed, 0–1.
        var change = 0.0
        /// Seconds to it, and in it.
        var move: Double
        var hold: Double
        var oscillation: Oscillation?
    }

    /// Whether shape or orientation change during the sign.
    private var changes: Bool {
        orientations.last != nil || (shapes.last != nil && movement.kind != .squeeze)
    }

    private var postures: [Posture] {
        let (way, side, seconds) = (movement.way, movement.side, movement.seconds)
        func at(_ offset: Vector3, _ change: Double, bulge: Vector3 = .zero, share: Double = 1) -> Posture {
            Posture(
                offset: offset, bulge: bulge, change: change, move: seconds * share,
                hold: change == 0 ? 0.1 : change == 1 ? 0.15 : 0.02)
        }
        var postures: [Posture]
        switch movement.kind {
        case .straight, .arc: postures = [at(.zero, 0), at(way, 1, bulge: side)]
        case .back: postures = [at(.zero, 0), at(way, 0.5), at(.zero, 1)]
        case .zigzag:
            postures = [
                at(.zero, 0), at(way / 3 + side, 0.33, share: 0.5), at(way * 2 / 3 - side, 0.67, share: 0.5),
                at(way, 1, share: 0.5),
            ]
        case .none, .circle, .shake, .twist, .nod, .wave, .flutter, .squeeze: postures = repeated
        }
        if movement.endsAtPlace, let last = postures.last?.offset {
            for place in postures.indices { postures[place].offset -= last }
        }
        if let ending = movement.ending, let last = postures.indices.last {
            postures[last].hold = 0.55
            postures[last].oscillation = movement.oscillation(
                ending, squeezedTo: shapes.squeezed, cycles: 2)
        }
        return postures
    }

    /// A posture with a repeated movement; where the hand changes, two with half of the cycles each.
    private var repeated: [Posture] {
        let cycles = changes ? (movement.cycles / 2).rounded(.up) : movement.cycles
        let oscillation = movement.oscillation(movement.kind, squeezedTo: shapes.squeezed, cycles: cycles)
        let hold = oscillation == nil ? movement.seconds * (changes ? 0.4 : 1) : movement.seconds * cycles
        let posture = Posture(move: 0.3, hold: hold, oscillation: oscillation)
        guard changes else { return [posture] }
        var last = posture
        last.change = 1
        return [posture, last]
    }

    private func key(_ posture: Posture) -> SignKey {
        var shape = shapes.first
        if let last = shapes.last, movement.kind != .squeeze {
            shape = shape.mixed(with: last, posture.change)
        }
        var orientation = orientations.first
        if let last = orientations.last {
            let turned = orientation.rotation.mixed(with: last.rotation, posture.change)
            orientation = PalmOrientation(fingers: turned(Vector3(0, 1, 0)), palm: turned(Vector3(0, 0, 1)))
        }
        return SignKey(
            shape, fingers: orientation.fingers, palm: orientation.palm, at: place.location,
            offset: place.offset + posture.offset, anchor: place.anchor, move: posture.move,
            hold: posture.hold, bulge: posture.bulge, repeating: posture.oscillation)
    }

    /// The same places in reverse order, at the dominant hand's times.
    private func onTheWayBack(_ keys: [SignKey]) -> [SignKey] {
        zip(keys, keys.reversed()).map { key, opposite in
            var key = key
            (key.offset, key.bulge) = (opposite.offset, key.bulge * -1)
            return key
        }
    }

    /// The other hand's mirror image of the first posture, moved to where the dominant hand moves.
    private func toTheSameSide(_ keys: [SignKey]) -> [SignKey] {
        let start = keys[0].offset
        return keys.map {
            var key = $0
            key.offset = start + ($0.offset - start).acrossBody
            key.bulge = $0.bulge.acrossBody
            if case .circle(let one, let two)? = $0.oscillation?.kind {
                key.oscillation?.kind = .circle(one.acrossBody, two.acrossBody)
            }
            if case .shake(let way)? = $0.oscillation?.kind { key.oscillation?.kind = .shake(way.acrossBody) }
            return key
        }
    }
}
