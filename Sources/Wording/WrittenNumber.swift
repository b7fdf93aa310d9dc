/// A number as a text shows it: whole, or rounded to two decimals.
struct WrittenNumber {
    /// The operands of plural rules: the integer digits, and whether no fraction is written.
    let integer: Int
    let isWhole: Bool
    /// With a point as decimal separator.
    private let digits: String

    init(_ value: Double) {
        // Neither a size nor a rate; only a spoiled recording states one.
        guard value.isFinite, abs(value) < 1e9 else {
            (integer, isWhole, digits) = (.max, false, "\(value)")
            return
        }
        let rounded = (value * 100).rounded() / 100
        integer = Int(abs(rounded))
        isWhole = rounded == rounded.rounded()
        digits = isWhole ? "\(Int(rounded))" : "\(rounded)"
    }

    func text(decimal: String) -> String {
        decimal == "." ? digits : digits.replacing(".", with: decimal)
    }
}
