extension SignScript {
    /// Every sign of the library: HELLO first, in a fixed order, no gloss twice.
    public static let library: [SignScript] = signsAtTheHead + signsBeforeTheBody

    /// The sign of a gloss; `nil` where the library has none. O(signs).
    public static func named(_ gloss: String) -> SignScript? {
        library.first { $0.gloss == gloss }
    }
}
