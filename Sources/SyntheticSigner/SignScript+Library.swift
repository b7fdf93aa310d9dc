extension SignScript {
    /// Every sign of the library: HELLO first, in a fixed order, no gloss twice.
    public static let library: [SignScript] = signsAtTheHead + signsBeforeTheBody

    /// Second variants of signs of the library, as common among the people measured: THANK-YOU and HAPPY with both hands,
    /// SORRY with the thumb straight beside the fist, NO and I-LOVE-YOU beside the face.
    static let variants: [SignScript] = [
        thankYou(.symmetric), happy(.symmetric, height: -0.22), chestCircle("SORRY", .a), no(height: 0.22),
        iLoveYou(height: 0.22),
    ]

    /// The sign of a gloss; `nil` where the library has none. O(signs).
    public static func named(_ gloss: String) -> SignScript? {
        library.first { $0.gloss == gloss }
    }
}
