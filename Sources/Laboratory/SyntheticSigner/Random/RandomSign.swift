/// A sign that no language has to have: parameters drawn as lexical signs have them.
///
/// Equal seeds give equal signs on every machine.
public struct RandomSign: Sendable, Hashable {
    /// The shapes of the dominant hand: on arrival, at the end if it changes, and of a hand that opens and
    /// closes.
    struct Shapes: Sendable, Hashable {
        var first: Handshape
        var last: Handshape?
        var squeezed: Handshape
    }

    /// The orientations of the dominant hand: on arrival, and at the end if it turns.
    struct Orientations: Sendable, Hashable {
        var first: PalmOrientation
        var last: PalmOrientation?
    }

    public let gloss: String
    let arrangement: HandArrangement
    private(set) var shapes: Shapes
    private(set) var orientations: Orientations
    private(set) var place: SignPlace
    private(set) var movement: SignMovement
    let nonManual: NonManual

    /// The sign of a seed. Draws until a person can make it, a few times.
    ///
    /// - Parameter gloss: `nil` names it after the seed.
    public init(seed: UInt64, gloss: String? = nil) {
        var stream = RandomStream(seed: seed, purpose: .sign)
        let name = gloss ?? "RANDOM-\(seed)"
        var sign = RandomSign(gloss: name, &stream)
        for _ in 0..<Self.draws where !sign.isPossible { sign = RandomSign(gloss: name, &stream) }
        self = sign
    }

    /// The other sign of a minimal pair: this one with one parameter drawn again until it differs clearly; this
    /// one itself where no draw does, which is hardly possible.
    ///
    /// - Parameter gloss: `nil` adds the parameter to this sign's.
    public func changing(_ parameter: SignParameter, seed: UInt64, gloss: String? = nil) -> RandomSign {
        var stream = RandomStream(seed: seed, purpose: .sign)
        var best = self
        for _ in 0..<Self.draws {
            var twin = RandomSign(
                gloss: gloss ?? "\(self.gloss)-\(parameter.rawValue.uppercased())", copying: self)
            twin.draw(parameter, &stream)
            guard twin.differs(from: self, in: parameter) else { continue }
            best = twin
            if twin.isPossible { break }
        }
        return best
    }

    /// The most draws until a sign is taken as it is.
    private static let draws = 60

    private init(gloss: String, _ stream: inout RandomStream) {
        self.gloss = gloss
        arrangement = .random(&stream)
        shapes = Self.shapes(&stream)
        orientations = Self.orientations(&stream)
        place = .random(arrangement, &stream)
        movement = .random(&stream)
        nonManual = Self.nonManual(&stream)
    }

    private init(gloss: String, copying sign: RandomSign) {
        self.gloss = gloss
        arrangement = sign.arrangement
        shapes = sign.shapes
        orientations = sign.orientations
        place = sign.place
        movement = sign.movement
        nonManual = sign.nonManual
    }

    private mutating func draw(_ parameter: SignParameter, _ stream: inout RandomStream) {
        switch parameter {
        case .handshape: shapes = Self.shapes(&stream)
        case .orientation: orientations = Self.orientations(&stream)
        case .location: place = .random(arrangement, &stream)
        case .movement: movement = .random(&stream)
        }
    }

    private func differs(from other: RandomSign, in parameter: SignParameter) -> Bool {
        switch parameter {
        case .handshape: shapes.first.isDistinct(from: other.shapes.first)
        case .orientation: orientations.first.angle(to: other.orientations.first) > 55
        case .location: (place.inPicture - other.place.inPicture).length > 0.35
        case .movement: movement.isDistinct(from: other.movement)
        }
    }

    private static func shapes(_ stream: inout RandomStream) -> Shapes {
        let first = Handshape.random(&stream)
        let squeezed = first.counterpart(&stream)
        return Shapes(first: first, last: stream.chance(0.16) ? squeezed : nil, squeezed: squeezed)
    }

    private static func orientations(_ stream: inout RandomStream) -> Orientations {
        let first = PalmOrientation.random(&stream)
        guard stream.chance(0.25) else { return Orientations(first: first) }
        // A turn of the forearm, or a bend of the wrist.
        let size = stream.within(45...110) * (stream.chance(0.5) ? 1 : -1)
        let axis = stream.chance(0.6) ? Vector3(0, 1, 0) : Vector3(1, 0, 0) * 0.6
        let turned = first.rotation * Rotation(degrees: size * axis.length, about: axis.unit)
        return Orientations(
            first: first,
            last: PalmOrientation(fingers: turned(Vector3(0, 1, 0)), palm: turned(Vector3(0, 0, 1))))
    }

    private static func nonManual(_ stream: inout RandomStream) -> NonManual {
        guard stream.chance(0.3) else { return .neutral }
        let swing = NonManual.Swing(
            degrees: stream.within(4...10), cycles: stream.pick([1, 2]))
        return stream.pick([
            NonManual(nod: swing), NonManual(shake: swing), NonManual(tilt: stream.within(-9...9)),
        ])
    }
}

extension SIMD2<Double> {
    var length: Double { (self * self).sum().squareRoot() }
}
