extension Cohort {
    /// An attempt beside a cohort.
    public struct Standing: Sendable {
        /// See ``Cohort/level(_:)``.
        public let level: Double
        /// The nearest sign and its distance, over what is typical for it; `nil` beside no cohort.
        public let nearest: (gloss: String, distance: Double)?

        /// Beside no cohort: at the typical level, and near to nothing.
        public static let unknown = Standing([])

        /// From the distance to each sign, over what is typical for the sign.
        public init(_ distances: [(gloss: String, distance: Double)]) {
            level = Cohort.level(distances.map(\.distance))
            nearest = distances.min { $0.distance < $1.distance }
        }
    }
}
