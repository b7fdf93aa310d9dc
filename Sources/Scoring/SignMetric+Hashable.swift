extension SignMetric: Hashable {
    /// Whether the projections are the same: the rest follows from them.
    public static func == (left: SignMetric, right: SignMetric) -> Bool {
        left.projections == right.projections
    }

    /// Hashes the projections.
    public func hash(into hasher: inout Hasher) { hasher.combine(projections) }
}
