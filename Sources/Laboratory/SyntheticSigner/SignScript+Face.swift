extension SignScript {
    /// Signs at the head, after published descriptions of ASL; places, palms and fingers are measured from
    /// recordings of some ninety signers.
    static let signsAtTheHead: [SignScript] = [
        // A salute: the fingertips leave the temple outward and forward.
        SignScript(
            "HELLO", nonManual: NonManual(smile: 0.7, browRaise: 0.4),
            [
                SignKey(
                    .flatB, fingers: [-0.64, 0.76, -0.12], palm: [0.05, -0.3, 0.9], at: .temple,
                    offset: [0.02, 0, 0.03], anchor: .fingertips, move: 0.55, hold: 0.12),
                SignKey(
                    .flatB, fingers: [-0.12, 0.97, 0.15], palm: [-0.35, -0.05, 0.95], at: .temple,
                    offset: [0.52, -0.02, 0.34], anchor: .fingertips, move: 0.38, hold: 0.15,
                    bulge: [0, 0.05, 0.04]),
            ]),
        thankYou(.resting),
        // The same start; it ends on the other palm.
        SignScript(
            "GOOD",
            otherHand: .base(
                SignKey(
                    .flatB, fingers: [-0.75, 0.05, 0.65], palm: [0, 1, 0], at: .neutral,
                    offset: [-0.16, -0.18, -0.1])),
            nonManual: NonManual(smile: 0.4),
            [
                fromTheLips,
                SignKey(
                    .flatB, fingers: [-0.75, 0.1, 0.65], palm: [0, 1, 0], at: .otherPalm,
                    offset: [0, 0.08, 0], move: 0.45, hold: 0.15, bulge: [0, 0, 0.1]),
            ]),
        // MOTHER and FATHER differ in location only.
        thumbTap("MOTHER", at: .chin),
        thumbTap("FATHER", at: .forehead),
        eat(from: nil),
        SignScript(
            "WATER",
            [
                SignKey(
                    .w, fingers: [-0.25, 0.95, -0.1], palm: [-1, 0, 0], at: .chin,
                    offset: [0.01, 0, 0.05], anchor: .indexTip, move: 0.5, hold: 0.55,
                    repeating: Oscillation(.shake([0, 0, 0.05]), cycles: 2))
            ]),
        SignScript(
            "DRINK", nonManual: NonManual(mouthOpening: 0.6),
            [
                SignKey(
                    .c, fingers: [-0.4, 0.3, 0.85], palm: [-0.9, 0, -0.4], at: .chin,
                    offset: [0.05, -0.06, 0.12], anchor: .thumbTip, move: 0.5, hold: 0.08),
                SignKey(
                    .c, fingers: [-0.5, 0.85, 0.2], palm: [-0.75, -0.35, -0.55], at: .mouth,
                    offset: [0.04, 0, 0.06], anchor: .thumbTip, move: 0.38, hold: 0.2),
            ]),
        SignScript(
            "HOME",
            [
                SignKey(
                    .flatO, fingers: [-0.4, 0.6, -0.65], palm: [-0.5, -0.4, -0.7], at: .mouth,
                    offset: [0.04, 0, 0.03], anchor: .fingertips, move: 0.5, hold: 0.1),
                SignKey(
                    .flatO, fingers: [-0.5, 0.65, -0.55], palm: [-0.7, -0.35, -0.6], at: .ear,
                    offset: [0.03, -0.04, 0.08], anchor: .fingertips, move: 0.32, hold: 0.15,
                    bulge: [0.06, 0, 0.08]),
            ]),
        SignScript(
            "LEARN",
            otherHand: .base(
                SignKey(
                    .flatB, fingers: [-0.7, 0.05, 0.7], palm: [0, 1, 0], at: .neutral,
                    offset: [-0.14, -0.16, -0.1])),
            [
                SignKey(
                    .claw5, fingers: [-0.45, -0.4, 0.8], palm: [0, -0.9, -0.45], at: .otherPalm,
                    offset: [0, 0.1, 0], move: 0.5, hold: 0.1),
                SignKey(
                    .flatO, fingers: [-0.4, 0.7, -0.55], palm: [-0.2, -0.5, -0.8], at: .forehead,
                    offset: [0.05, 0, 0.03], anchor: .fingertips, move: 0.45, hold: 0.15,
                    bulge: [0, 0, 0.06]),
            ]),
        SignScript(
            "SEE",
            [
                SignKey(
                    .v, fingers: [-0.4, 0.88, -0.1], palm: [-0.1, 0, -1], at: .cheek,
                    offset: [-0.03, 0.12, 0.07], anchor: .fingertips, move: 0.5, hold: 0.1),
                SignKey(
                    .v, fingers: [-0.3, 0.72, 0.6], palm: [-0.2, 0.5, -0.85], at: .cheek,
                    offset: [0.02, 0.06, 0.5], anchor: .fingertips, move: 0.35, hold: 0.12),
            ]),
        SignScript(
            "THINK", nonManual: NonManual(browRaise: -0.3),
            [
                SignKey(
                    .one, fingers: [-0.5, 0.75, -0.4], palm: [-0.4, -0.4, -0.5], at: .temple,
                    offset: [0.02, 0, 0.03], anchor: .indexTip, move: 0.5, hold: 0.4)
            ]),
        // SUMMER, UGLY and DRY: one movement at three heights.
        hookDrawn("SUMMER", at: .forehead),
        hookDrawn("UGLY", at: .nose),
        hookDrawn("DRY", at: .chin),
    ]

    /// The fingertips of the flat hand at the lips, where THANK-YOU and GOOD begin.
    private static let fromTheLips = SignKey(
        .flatB, fingers: [-0.56, 0.8, -0.18], palm: [-0.1, 0, -1], at: .mouth, offset: [0.12, 0.06, 0.03],
        anchor: .fingertips, move: 0.5, hold: 0.15)

    /// THANK-YOU with the dominant hand alone or with both.
    static func thankYou(_ otherHand: OtherHand) -> SignScript {
        SignScript(
            "THANK-YOU", otherHand: otherHand,
            nonManual: NonManual(smile: 0.5, nod: .init(degrees: 7, cycles: 1)),
            [
                fromTheLips,
                SignKey(
                    .flatB, fingers: [-0.4, 0.76, 0.45], palm: [0, 0.5, -0.85], at: .mouth,
                    offset: [0.18, -0.1, 0.42], anchor: .fingertips, move: 0.42, hold: 0.15,
                    bulge: [0, -0.02, 0.08]),
            ])
    }

    /// The fingertips together on the thumb, the fingers hardly bent.
    private static let bunched = Handshape(
        "bunched", thumb: Handshape.flatO.thumb, index: .init(48, 22, 12), middle: .init(50, 22, 12),
        ring: .init(50, 22, 12), pinky: .init(46, 22, 12))

    /// EAT at the mouth, twice; or raised to it from a first posture.
    private static func eat(from first: SignKey?) -> SignScript {
        let atTheMouth = SignKey(
            bunched, fingers: [-0.25, 0.97, 0.05], palm: [-0.25, -0.1, -0.95], at: .mouth,
            offset: [0, -0.07, 0.06], anchor: .fingertips, move: first == nil ? 0.5 : 0.35,
            hold: first == nil ? 0.6 : 0.5,
            repeating: Oscillation(.shake([0.02, -0.06, 0.06]), cycles: 2))
        return SignScript(
            "EAT", nonManual: NonManual(mouthOpening: 0.5), [first, atTheMouth].compactMap(\.self))
    }

    /// EAT by a hand that closes while it rises to the mouth.
    static let eatFromBelow = eat(
        from: SignKey(
            bunched.mixed(with: .flatB, 0.6), fingers: [-0.3, 0.95, 0.1], palm: [-0.25, -0.1, -0.95],
            at: .mouth, offset: [0, -0.4, 0.16], anchor: .fingertips, move: 0.5, hold: 0.1))

    private static func thumbTap(_ gloss: String, at location: BodyLocation) -> SignScript {
        SignScript(
            gloss,
            [
                SignKey(
                    .five, fingers: [-0.28, 0.95, 0.1], palm: [-0.93, -0.2, 0.3], at: location,
                    offset: [0.01, 0, 0.05], anchor: .thumbTip, move: 0.5, hold: 0.55,
                    repeating: Oscillation(.shake([0, 0, 0.055]), cycles: 2))
            ])
    }

    private static func hookDrawn(_ gloss: String, at location: BodyLocation) -> SignScript {
        let posture = { (side: Double, shape: Handshape, move: Double) in
            SignKey(
                shape, fingers: [-0.75, 0.45, 0.25], palm: [-0.3, -0.85, 0.2], at: location,
                offset: [side, 0, 0.07], anchor: .indexTip, move: move, hold: 0.1)
        }
        return SignScript(gloss, [posture(-0.12, .one, 0.5), posture(0.18, .x, 0.36)])
    }
}
