extension Double {
    /// Rounded half away from zero to a number of decimals.
    func rounded(toDecimals decimals: Int) -> Double {
        var factor = 1.0
        for _ in 0..<decimals { factor *= 10 }
        return (self * factor).rounded() / factor
    }
}
