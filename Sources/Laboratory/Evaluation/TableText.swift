import Foundation

/// Text layout of the evaluation's tables.
package enum TableText {
    /// Pads on the right to `width` columns, by at least one space.
    package static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    /// Pads on the left to `width` columns.
    package static func aligned(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    /// A number with fixed decimals, independent of the locale.
    package static func number(_ value: Double, decimals: Int = 2) -> String {
        String(format: "%.\(decimals)f", value)
    }
}
