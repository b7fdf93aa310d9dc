/// The part of a take that a comparison needs: a tenth of a ``PreparedTake``. Takes of a cohort keep this part only.
public struct ComparedTake: Sendable {
    /// Who signs in it.
    public let signer: String
    /// Seconds.
    let duration: Double
    /// The frames of the sign itself.
    let stroke: Range<Int>
    /// What makes it like another take; only takes of one metric can be compared.
    let features: WeightedFeatures

    /// What comparing needs of `take`. O(1).
    public init(_ take: PreparedTake) {
        (signer, duration, stroke, features) = (take.signer, take.clip.duration, take.stroke, take.features)
    }
}
