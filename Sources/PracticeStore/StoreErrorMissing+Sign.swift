extension StoreError.Missing {
    /// A sign that is not one of the `known`, with the nearest of these. O(length²) for each.
    public static func sign(_ gloss: String, among known: [String]) -> Self {
        .sign(gloss: gloss, nearest: NearestGlosses.of(gloss, among: known), known: known.count)
    }
}
