import Foundation
import PracticeStore

/// The one encoder of documents: keys in order, so that the same values are the same bytes, and instants to the
/// millisecond: `2026-11-25T12:58:28.000Z`.
public enum JSONText {
    /// Over several lines, for one document.
    public static func page(_ value: some Encodable) throws -> String {
        try text(value, [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted])
    }

    /// On one line, for one of several documents and for the store.
    public static func line(_ value: some Encodable) throws -> String {
        try text(value, [.sortedKeys, .withoutEscapingSlashes])
    }

    private static func text(_ value: some Encodable, _ format: JSONEncoder.OutputFormatting) throws -> String
    {
        let encoder = JSONEncoder()
        encoder.outputFormatting = format
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(Timestamp(date)?.text)
        }
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
