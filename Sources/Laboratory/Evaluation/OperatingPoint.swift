/// The error rates of a threshold on a distance.
package struct OperatingPoint: Sendable, Hashable {
    /// The distance up to which an attempt is accepted.
    package let distance: Double
    /// The share, 0–1, of right attempts rejected.
    package let falseRejects: Double
    /// The share, 0–1, of wrong attempts accepted.
    package let falseAccepts: Double

    /// The mean of both rates.
    package var rate: Double { (falseRejects + falseAccepts) / 2 }

    init(distance: Double, falseRejects: Double, falseAccepts: Double) {
        self.distance = distance
        self.falseRejects = falseRejects
        self.falseAccepts = falseAccepts
    }

    package init(at distance: Double, right: [Double], wrong: [Double]) {
        self.distance = distance
        falseRejects = Double(right.count { $0 > distance }) / Double(max(right.count, 1))
        falseAccepts = Double(wrong.count { $0 <= distance }) / Double(max(wrong.count, 1))
    }
}
