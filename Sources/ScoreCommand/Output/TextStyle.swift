import Foundation
import Signify

/// The style of text: with terminal colours, or plain.
struct TextStyle {
    private let isColoured: Bool

    /// The style of standard output: coloured on a terminal, unless `NO_COLOR` (no-color.org) is set.
    static var standardOutput: TextStyle {
        let environment = ProcessInfo.processInfo.environment
        let isForbidden = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        return TextStyle(
            isColoured: isatty(STDOUT_FILENO) == 1 && !isForbidden && environment["TERM"] != "dumb")
    }

    func bold(_ text: String) -> String { set(text, "1") }
    func faint(_ text: String) -> String { set(text, "2") }
    func good(_ text: String) -> String { set(text, "1;32") }
    func poor(_ text: String) -> String { set(text, "1;31") }

    private func set(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// A number with `decimals` decimals, independent of the locale.
    static func number(_ value: Double, decimals: Int = 2) -> String {
        String(format: "%.\(decimals)f", value)
    }

    /// A share of 0–1 as a whole percentage.
    static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

    /// `text`, padded on the right to `width` characters.
    static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// `text`, padded on the left to `width` characters.
    static func aligned(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    /// A bar of ten cells for a score of 0–100.
    static func bar(_ score: Double) -> String {
        let full = min(max(Int((score / 10).rounded()), 0), 10)
        return String(repeating: "█", count: full) + String(repeating: "░", count: 10 - full)
    }
}
