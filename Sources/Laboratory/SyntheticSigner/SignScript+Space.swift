extension SignScript {
    /// Signs at the trunk and in the space in front of it, after published descriptions of ASL; places, palms
    /// and fingers are measured from recordings of some ninety signers.
    static let signsBeforeTheBody: [SignScript] = [
        // PLEASE and SORRY differ in handshape only.
        chestCircle("PLEASE", .flatB),
        chestCircle("SORRY", restingFist),
        SignScript(
            "YES", nonManual: NonManual(nod: .init(degrees: 9, cycles: 2)),
            [
                SignKey(
                    looseFist, fingers: [-0.15, 0.88, 0.45], palm: [-0.2, -0.35, 0.9], at: .neutralHigh,
                    offset: [0.3, 0.4, -0.1], move: 0.5, hold: 0.7,
                    repeating: Oscillation(.nod(50), cycles: 2))
            ]),
        no(height: 0),
        SignScript(
            "HELP",
            otherHand: .own([
                SignKey(
                    .flatB, fingers: [-0.8, 0.15, 0.55], palm: [0, 1, 0.1], at: .neutral,
                    offset: [-0.24, -0.06, -0.08]),
                SignKey(
                    .flatB, fingers: [-0.8, 0.15, 0.55], palm: [0, 1, 0.1], at: .neutral,
                    offset: [-0.24, 0.2, -0.04]),
            ]),
            [
                SignKey(
                    .openA, fingers: [-0.75, 0.3, 0.5], palm: [-0.6, -0.1, -0.75], at: .otherPalm,
                    offset: [0, 0.11, 0], move: 0.5, hold: 0.12),
                SignKey(
                    .openA, fingers: [-0.75, 0.3, 0.5], palm: [-0.6, -0.1, -0.75], at: .otherPalm,
                    offset: [0, 0.37, 0.04], move: 0.42, hold: 0.15),
            ]),
        iLoveYou(height: 0),
        SignScript(
            "NAME",
            otherHand: .base(
                SignKey(
                    .u, fingers: [-0.8, 0.3, 0.5], palm: [-0.4, 0.15, -0.9], at: .neutral,
                    offset: [-0.3, 0.08, 0], anchor: .fingertips)),
            [
                SignKey(
                    .u, fingers: [-0.75, 0.4, 0.5], palm: [-0.4, -0.15, -0.9], at: .neutral,
                    offset: [-0.3, 0.24, 0.02], anchor: .fingertips, move: 0.5, hold: 0.6,
                    repeating: Oscillation(.shake([0, 0.06, 0]), cycles: 2))
            ]),
        SignScript(
            "WANT", otherHand: .symmetric,
            [
                SignKey(
                    .claw5, fingers: [-0.15, 0.1, 0.98], palm: [-0.1, 1, 0], at: .neutral,
                    offset: [0.04, -0.06, 0.12], move: 0.5, hold: 0.12),
                SignKey(
                    .claw5, fingers: [-0.15, 0.25, 0.95], palm: [-0.1, 0.95, -0.25], at: .neutral,
                    offset: [0.02, -0.14, -0.26], move: 0.38, hold: 0.15),
            ]),
        SignScript(
            "MORE", otherHand: .symmetric,
            [
                SignKey(
                    .flatO, fingers: [-0.93, 0.3, 0.1], palm: [-0.35, -0.25, -0.9], at: .neutral,
                    offset: [-0.24, 0.1, -0.08], anchor: .fingertips, move: 0.5, hold: 0.7,
                    repeating: Oscillation(.circle([-0.07, 0, 0], .zero), cycles: 2))
            ]),
        SignScript(
            "FINISH", otherHand: .symmetric,
            [
                SignKey(
                    .five, fingers: [-0.1, 0.98, 0.15], palm: [-0.15, 0.1, -1], at: .neutral,
                    offset: [0, 0.14, -0.08], move: 0.5, hold: 0.12),
                SignKey(
                    .five, fingers: [-0.05, 0.8, 0.6], palm: [-0.85, 0, -0.2], at: .neutral,
                    offset: [0.05, 0.1, -0.04], move: 0.15, hold: 0),
                SignKey(
                    .five, fingers: [0.3, 0.6, 0.75], palm: [0.1, -0.75, 0.65], at: .neutral,
                    offset: [0.14, 0.02, 0.04], move: 0.15, hold: 0.18),
            ]),
        SignScript(
            "HOW", otherHand: .symmetric, nonManual: NonManual(browRaise: -0.8),
            [
                SignKey(
                    .bentB, fingers: [-0.45, 0.75, -0.1], palm: [-0.35, -0.1, -0.9], at: .neutral,
                    offset: [-0.16, 0.04, -0.16], anchor: .knuckles, move: 0.5, hold: 0.12),
                SignKey(
                    .bentB, fingers: [-0.5, 0.2, 0.8], palm: [-0.25, 0.9, -0.4], at: .neutral,
                    offset: [-0.14, 0.02, 0.04], anchor: .knuckles, move: 0.42, hold: 0.18),
            ]),
        SignScript(
            "WHERE", nonManual: NonManual(browRaise: -0.8, tilt: 5),
            [
                SignKey(
                    .one, fingers: [0, 0.99, 0.1], palm: [-0.05, 0, 1], at: .neutralHigh,
                    offset: [0, 0.04, 0], move: 0.5, hold: 0.65,
                    repeating: Oscillation(.wave(20), cycles: 3))
            ]),
        SignScript(
            "WHAT", otherHand: .symmetric, nonManual: NonManual(browRaise: -0.9),
            [
                SignKey(
                    .five, fingers: [0.25, 0.05, 0.95], palm: [0, 1, 0], at: .neutral,
                    offset: [0.14, -0.08, 0], move: 0.5, hold: 0.65,
                    repeating: Oscillation(.shake([0.08, 0, 0]), cycles: 2))
            ]),
        SignScript(
            "YOU",
            [
                SignKey(
                    .one, fingers: [-0.1, 0.5, 0.85], palm: [-0.4, -0.75, 0.45], at: .neutral,
                    offset: [0.2, 0.3, -0.2], move: 0.5, hold: 0.08),
                SignKey(
                    .one, fingers: [-0.1, 0.45, 0.87], palm: [-0.4, -0.75, 0.4], at: .neutral,
                    offset: [0.18, 0.3, 0.12], move: 0.25, hold: 0.25),
            ]),
        SignScript(
            "ME",
            [
                SignKey(
                    .one, fingers: [-0.7, -0.1, -0.7], palm: [-0.65, -0.3, 0.6], at: .chest,
                    offset: [0, 0.08, 0.22], anchor: .indexTip, move: 0.5, hold: 0.05),
                SignKey(
                    .one, fingers: [-0.7, -0.1, -0.7], palm: [-0.65, -0.3, 0.6], at: .chest,
                    offset: [-0.02, 0.06, 0.02], anchor: .indexTip, move: 0.22, hold: 0.25),
            ]),
        SignScript(
            "SIGN", otherHand: .alternating,
            [
                SignKey(
                    .one, fingers: [-0.5, 0.75, 0.4], palm: [-0.45, -0.4, 0.7], at: .neutral,
                    offset: [-0.02, 0.2, -0.06], move: 0.5, hold: 0.95,
                    repeating: Oscillation(.circle([0, 0.12, 0], [0, 0, -0.12]), cycles: 2))
            ]),
        SignScript(
            "FRIEND",
            otherHand: .own([
                SignKey(
                    .x, fingers: [-0.75, 0, 0.65], palm: [0, 1, 0], at: .neutral,
                    offset: [-0.26, -0.03, 0], anchor: .indexTip),
                SignKey(
                    .x, fingers: [-0.75, 0, 0.65], palm: [0, -1, 0], at: .neutral,
                    offset: [-0.26, 0.05, 0], anchor: .indexTip),
            ]),
            [
                SignKey(
                    .x, fingers: [-0.75, 0, 0.65], palm: [0, -1, 0], at: .neutral,
                    offset: [-0.26, 0.05, 0], anchor: .indexTip, move: 0.5, hold: 0.18),
                SignKey(
                    .x, fingers: [-0.75, 0.02, 0.65], palm: [0.05, 1, 0], at: .neutral,
                    offset: [-0.26, -0.03, 0], anchor: .indexTip, move: 0.42, hold: 0.2,
                    bulge: [0.14, 0.04, 0]),
            ]),
        happy(.resting, height: 0),
        SignScript(
            "LIKE", nonManual: NonManual(smile: 0.4),
            [
                SignKey(
                    .openEight, fingers: [-0.75, 0.55, 0.1], palm: [-0.1, 0, -1], at: .chest,
                    offset: [0, 0.04, 0.06], move: 0.5, hold: 0.1),
                SignKey(
                    pinch, fingers: [-0.75, 0.55, 0.1], palm: [-0.1, 0, -1], at: .chest,
                    offset: [0.04, 0.04, 0.42], move: 0.4, hold: 0.15),
            ]),
        SignScript(
            "SCHOOL",
            otherHand: .base(
                SignKey(
                    .flatB, fingers: [-0.5, 0.1, 0.85], palm: [-0.1, 1, 0], at: .neutral,
                    offset: [-0.16, -0.12, -0.1])),
            [
                SignKey(
                    .flatB, fingers: [-0.75, 0.05, 0.65], palm: [0, -1, 0], at: .otherPalm,
                    offset: [0, 0.14, 0], move: 0.5, hold: 0.6,
                    repeating: Oscillation(.shake([0, 0.11, 0]), cycles: 2))
            ]),
        SignScript(
            "GOODBYE", nonManual: NonManual(smile: 0.6),
            [
                SignKey(
                    .five, fingers: [0, 0.99, 0.1], palm: [-0.05, 0, 1], at: .neutralHigh,
                    offset: [0.08, 0.12, 0], move: 0.5, hold: 0.8,
                    repeating: Oscillation(.wave(24), cycles: 2))
            ]),
    ]

    /// Index and middle finger open like a beak over the thumb, and shut.
    private static let fingersOpen = Handshape(
        "open N", thumb: .opposed, index: .extended, middle: .extended, ring: .curled, pinky: .curled)
    private static let fingersShut = Handshape(
        "shut N", thumb: Handshape.flatO.thumb, index: Handshape.flatO.index,
        middle: Handshape.flatO.middle, ring: .curled, pinky: .curled)
    /// A loose fist, as people hold it while nodding with it.
    private static let looseFist = Handshape(
        "loose S", thumb: .init(radial: 26, palmar: 42, opposition: 16, knuckle: 38, tip: 30),
        index: .init(62, 80, 42), middle: .init(68, 84, 48), ring: .init(72, 88, 52),
        pinky: .init(74, 90, 54))
    /// An A hand with the thumb loose against the fist.
    private static let restingFist = Handshape.a.withThumb(
        .init(radial: 22, palmar: 34, opposition: 18, knuckle: 38, tip: 34))
    /// Middle finger and thumb closed on one another, the others fanned.
    private static let pinch = Handshape.openEight.with(.middle, Handshape.flatO.middle).withThumb(
        Handshape.flatO.thumb)

    /// NO: the beak shuts twice, in front of the shoulder or, `height` shoulder widths higher, beside the
    /// face.
    static func no(height: Double) -> SignScript {
        SignScript(
            "NO", nonManual: NonManual(browRaise: -0.4, shake: .init(degrees: 9, cycles: 2)),
            [
                SignKey(
                    fingersOpen, fingers: [-0.12, 0.97, 0.1], palm: [-0.5, -0.05, 0.85], at: .neutralHigh,
                    offset: [0.32, 0.17 + height, -0.1], move: 0.5, hold: 0.65,
                    repeating: Oscillation(.squeeze(fingersShut), cycles: 2))
            ])
    }

    /// I-LOVE-YOU in front of the shoulder or, `height` shoulder widths higher, beside the face.
    static func iLoveYou(height: Double) -> SignScript {
        SignScript(
            "I-LOVE-YOU", nonManual: NonManual(smile: 0.8),
            [
                SignKey(
                    .ily, fingers: [-0.25, 0.96, 0.1], palm: [-0.15, 0, 1], at: .neutralHigh,
                    offset: [0.25, 0.17 + height, -0.1], move: 0.5, hold: 0.6,
                    repeating: Oscillation(.shake([0.08, 0, 0]), cycles: 2))
            ])
    }

    /// HAPPY with the dominant hand alone or, lower, with both: up the chest, twice.
    static func happy(_ otherHand: OtherHand, height: Double) -> SignScript {
        SignScript(
            "HAPPY", otherHand: otherHand, nonManual: NonManual(smile: 1, browRaise: 0.3),
            [
                SignKey(
                    .flatB.withThumb(.out), fingers: [-0.87, 0.5, 0.05], palm: [0, 0.1, -1], at: .sideOfChest,
                    offset: [0.18, 0.16 + height, 0.08], move: 0.5, hold: 0.85,
                    repeating: Oscillation(.circle([0, 0, -0.09], [0, 0.15, 0]), cycles: 2))
            ])
    }

    /// A circle on the chest, clockwise as seen by others.
    static func chestCircle(_ gloss: String, _ shape: Handshape) -> SignScript {
        SignScript(
            gloss, nonManual: NonManual(browRaise: gloss == "SORRY" ? -0.3 : 0.2),
            [
                SignKey(
                    shape, fingers: [-0.76, 0.65, 0.05], palm: [0, 0, -1], at: .chest,
                    offset: [-0.06, 0.12, 0.03], move: 0.5, hold: 0.95,
                    repeating: Oscillation(.circle([0, 0.09, 0], [-0.09, 0, 0]), cycles: 1.5))
            ])
    }
}
