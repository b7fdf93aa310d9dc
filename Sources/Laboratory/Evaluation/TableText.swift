import Foundation

/// How the evaluation's tables are set.
package enum TableText {
    /// On the left of so many columns.
    package static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    /// On the right of so many columns.
    package static func aligned(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    /// With so many decimals, whatever the locale.
    package static func number(_ value: Double, decimals: Int = 2) -> String {
        String(format: "%.\(decimals)f", value)
    }
}
