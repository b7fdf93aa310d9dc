extension SignScript {
    /// Every sign of the library: HELLO first, in a fixed order, no gloss twice.
    public static let library: [SignScript] = signsAtTheHead + signsBeforeTheBody

    /// Second variants of signs of the library: what many people do with both hands that the library does with one.
    static let variants: [SignScript] = [thankYou(.symmetric), happy(.symmetric, height: -0.22)]

    /// The sign of a gloss; `nil` where the library has none. O(signs).
    public static func named(_ gloss: String) -> SignScript? {
        library.first { $0.gloss == gloss }
    }
}
