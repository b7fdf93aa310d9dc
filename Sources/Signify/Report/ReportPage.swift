import CReportPage
import Foundation
import Scoring
import Wording

/// A replay as a page to look at: one file that asks nothing of the network.
///
/// The figures of learner and reference move side by side or laid over each other, the joints at fault are marked, and an
/// arrow shows where they belong. The page is in `Sources/CReportPage/page`.
public struct ReportPage: Sendable {
    /// The colours of the page.
    public enum Theme: String, Sendable, Hashable, CaseIterable {
        /// As the reader's system has them.
        case auto
        case light, dark
    }

    /// HTML, in UTF-8.
    public let html: String

    /// Writes the page of a replay, in the language of its feedback. O(bytes of the page).
    ///
    /// - Parameters:
    ///   - replay: in `language`, see ``Replay/worded(in:)``.
    ///   - language: of the labels.
    public init(_ replay: Replay, in language: Language, theme: Theme = .auto) throws {
        let title = Self.escaped(replay.feedback.reference.sign)
        html = Self.filled(
            Self.text(report_page_template()),
            [
                "{{lang}}": language.rawValue, "{{dir}}": language.direction.rawValue,
                "{{theme}}": theme.rawValue, "{{title}}": title,
                "<!--STYLE-->": Self.text(report_page_style()),
                "<!--SCRIPT-->": Self.inlined(Self.text(report_page_script())),
                "<!--REPLAY-->": Self.embedded(try JSONText.line(replay)),
                "<!--LABELS-->": Self.embedded(try JSONText.line(Self.labels(language))),
            ])
    }

    /// The labels of the player in a language, with its tag and its direction.
    private static func labels(_ language: Language) throws -> [String: String] {
        struct Labels: Decodable {
            let texts: [String: String]
            init(from decoder: any Decoder) throws {
                // Beside the languages stands a text about the file.
                texts = (try? decoder.singleValueContainer().decode([String: String].self)) ?? [:]
            }
        }
        let bytes = Data(text(report_page_labels()).utf8)
        let all = try JSONDecoder().decode([String: Labels].self, from: bytes)
        let own = ["lang": language.rawValue, "dir": language.direction.rawValue]
        return own.merging(all[language.rawValue]?.texts ?? [:]) { own, _ in own }
    }

    /// Replaces each marker of a template once for each place. What is put in is not searched for markers.
    private static func filled(_ template: String, _ values: [String: String]) -> String {
        var page = ""
        var rest = template[...]
        while let next = values.keys.compactMap({ marker in rest.range(of: marker) })
            .min(by: { $0.lowerBound < $1.lowerBound })
        {
            page += rest[..<next.lowerBound]
            page += values[String(rest[next])] ?? ""
            rest = rest[next.upperBound...]
        }
        return page + rest
    }

    /// JSON for a script element: without a <, nothing in it can end the element.
    private static func embedded(_ json: String) -> String {
        json.replacing("<", with: "\\u003c").replacing("\u{2028}", with: "\\u2028")
            .replacing("\u{2029}", with: "\\u2029")
    }

    /// Modules that follow each other as one script: a page without network imports nothing, and no two of them have a name in
    /// common. Their imports and exports are lines of a fixed form, see `page/player.js`.
    private static func inlined(_ modules: String) -> String {
        let export = "export "
        return modules.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("import ") }
            .map { $0.hasPrefix(export) ? $0.dropFirst(export.count) : $0 }
            .joined(separator: "\n")
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    private static func text(_ file: report_page_file) -> String {
        String(decoding: UnsafeBufferPointer(start: file.bytes, count: file.count), as: UTF8.self)
    }
}
