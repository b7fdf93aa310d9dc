extension Cohort {
    /// The position of an attempt relative to a cohort.
    public struct Standing: Sendable {
        /// See ``Cohort/level(_:)``.
        public let level: Double
        /// The nearest cohort sign whose nearest take is by a signer of the attempted sign, and the attempt's
        /// distance to it divided by that sign's typical distance; `nil` without one.
        public let nearest: (gloss: String, distance: Double)?

        /// Without a cohort: the typical level and no near sign.
        public static let unknown = Standing([], rivals: [])

        /// Derives level and nearest sign from distances that are divided by each sign's typical distance.
        ///
        /// - Parameters:
        ///   - distances: one for each sign of the cohort.
        ///   - rivals: the signs whose nearest take is by a signer of the attempted sign.
        public init(_ distances: [Double], rivals: [(gloss: String, distance: Double)]) {
            level = Cohort.level(distances)
            nearest = rivals.min { $0.distance < $1.distance }
        }

        /// A standing that was derived elsewhere.
        package init(level: Double, nearest: (gloss: String, distance: Double)?) {
            (self.level, self.nearest) = (level, nearest)
        }
    }
}
