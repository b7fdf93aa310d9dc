import Foundation

/// The name of a sign in its stored form: trimmed, white space as one space, canonically composed, upper case.
///
/// "hello ", "Hello" and "HELLO" are one sign. The case mapping is Unicode's own and does not depend on a locale.
public struct Gloss: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The normalised text, 1 to 200 characters.
    public let text: String

    /// The normal form of `raw`; refused where it is empty, longer than 200 characters, or has a control character.
    public init(_ raw: String) throws(StoreError) {
        var text = ""
        for word in raw.split(whereSeparator: \.isWhitespace) {
            if !text.isEmpty { text += " " }
            text += word
        }
        text = text.uppercased()
        // ASCII is composed as it is, and Foundation takes as long to say so as the rest does together.
        if !text.utf8.allSatisfy({ $0 < 0x80 }) { text = text.precomposedStringWithCanonicalMapping }
        guard (1...200).contains(text.unicodeScalars.count) else {
            throw .refused(
                table: "reference_signs", column: "gloss", reason: "a gloss has from 1 to 200 characters")
        }
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw .refused(
                table: "reference_signs", column: "gloss", reason: "a gloss holds no control characters")
        }
        self.text = text
    }

    public var description: String { text }

    public static func < (left: Gloss, right: Gloss) -> Bool { left.text < right.text }
}
