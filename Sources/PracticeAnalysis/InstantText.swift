import Foundation

/// An instant as the documents say it, to the millisecond: `2026-11-25T12:58:28.000Z`.
struct InstantText: Encodable, Sendable, Hashable {
    /// The text.
    let text: String

    /// The text of the millisecond nearest to `date`.
    init(_ date: Date) {
        let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
        let seconds = (milliseconds / 1000).rounded(.down)
        // Foundation cuts the fraction of a second off in binary, which loses a millisecond now and then.
        let whole = Date(timeIntervalSince1970: seconds).formatted(.iso8601)
        let fraction = String(Int(milliseconds - seconds * 1000))
        text = whole.dropLast() + "." + String(repeating: "0", count: 3 - fraction.count) + fraction + "Z"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
