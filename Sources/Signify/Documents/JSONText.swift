import Foundation
import PracticeStore

/// The encoder of all documents. Keys are sorted, so equal values are equal bytes; instants have
/// milliseconds: `2026-11-25T12:58:28.000Z`.
public enum JSONText {
    /// A document on several lines, for people.
    public static func page(_ value: some Encodable) throws -> String {
        try text(value, [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted])
    }

    /// A document on one line, for NDJSON and for the store.
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
