/// Where a threshold on a distance errs, and how often.
package struct OperatingPoint: Sendable, Hashable {
    /// The distance up to which an attempt is accepted.
    package let distance: Double
    /// The share of right attempts rejected.
    package let falseRejects: Double
    /// The share of wrong attempts accepted.
    package let falseAccepts: Double

    init(distance: Double, falseRejects: Double, falseAccepts: Double) {
        self.distance = distance
        self.falseRejects = falseRejects
        self.falseAccepts = falseAccepts
    }

    /// The point of a threshold.
    package init(at distance: Double, right: [Double], wrong: [Double]) {
        self.distance = distance
        falseRejects = Double(right.count { $0 > distance }) / Double(max(right.count, 1))
        falseAccepts = Double(wrong.count { $0 <= distance }) / Double(max(wrong.count, 1))
    }
}
