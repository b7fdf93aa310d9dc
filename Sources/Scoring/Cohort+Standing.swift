extension Cohort {
    /// An attempt beside a cohort.
    public struct Standing: Sendable {
        /// See ``Cohort/level(_:)``.
        public let level: Double
        /// The nearest sign by the signers of the sign that the attempt is at, and its distance over what is typical
        /// for it; `nil` where there is none.
        public let nearest: (gloss: String, distance: Double)?

        /// Beside no cohort: at the typical level, and near to nothing.
        public static let unknown = Standing([], rivals: [])

        /// From the distance to each sign of a cohort, over what is typical for that sign.
        ///
        /// - Parameter rivals: those by the signers of the sign that the attempt is at.
        public init(_ distances: [Double], rivals: [(gloss: String, distance: Double)]) {
            level = Cohort.level(distances)
            nearest = rivals.min { $0.distance < $1.distance }
        }
    }
}
