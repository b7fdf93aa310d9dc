/// What the other hand of a random sign does.
enum HandArrangement: Sendable, Hashable {
    case oneHanded
    case symmetric
    /// In turn with the dominant hand.
    case alternating
    /// As the dominant hand, and both to the same side.
    case parallel
    /// The dominant hand acts on the other one, which holds a posture.
    case onBase(Handshape, PalmOrientation)

    /// As often as lexical signs have them: six in ten are made by one hand.
    static func random(_ stream: inout RandomStream) -> HandArrangement {
        let share = stream.uniform()
        if share < 0.58 { return .oneHanded }
        if share < 0.76 { return .symmetric }
        if share < 0.81 { return .alternating }
        if share < 0.85 { return .parallel }
        // A base has one of few handshapes (Battison's condition of dominance).
        let shape = stream.pick([Handshape.flatB, .flatB, .flatB, .s, .five, .one, .c, .o, .a])
        let orientation = stream.pick([
            PalmOrientation(fingers: .inward * 0.7 + .forward * 0.7, palm: .up),
            PalmOrientation(fingers: .inward * 0.7 + .forward * 0.7, palm: .down),
            PalmOrientation(fingers: .up * 0.6 + .inward * 0.4 + .forward * 0.4, palm: .inward),
            PalmOrientation(fingers: .inward + .forward * 0.3, palm: .back),
        ])
        return .onBase(shape, orientation.turned(by: stream.normalVector() * 8))
    }
}
