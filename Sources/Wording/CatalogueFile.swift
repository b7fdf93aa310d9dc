import CCatalogues
import Foundation

/// The JSON of a catalogue file.
struct CatalogueFile: Decodable {
    let about: String
    /// The decimal separator.
    let decimal: String
    let list: ListPattern
    /// The words for tokens, by group.
    let words: [String: [String: String]]
    /// The templates, by code.
    let messages: [String: String]
}

/// Why a catalogue cannot be read.
enum CatalogueError: Error, CustomStringConvertible {
    case missing(Language)
    case json(Language, String)
    case template(Language, code: String, TemplateError)

    var description: String {
        switch self {
        case .missing(let language): "no catalogue of \(language.rawValue) is embedded"
        case .json(let language, let reason): "catalogue of \(language.rawValue): \(reason)"
        case .template(let language, let code, let error):
            "catalogue of \(language.rawValue): \(code): \(error)"
        }
    }
}

extension Catalogue {
    /// Parses a file. O(bytes).
    init(_ language: Language, json: Data) throws(CatalogueError) {
        let file: CatalogueFile
        do { file = try JSONDecoder().decode(CatalogueFile.self, from: json) } catch {
            throw .json(language, "\(error)")
        }
        var messages: [String: Template] = [:]
        for (code, source) in file.messages {
            do { messages[code] = try Template(source) } catch {
                throw .template(language, code: code, error)
            }
        }
        self.init(
            language: language, about: file.about, decimal: file.decimal, list: file.list, words: file.words,
            messages: messages)
    }

    /// The embedded file of a language.
    static func embedded(_ language: Language) throws(CatalogueError) -> Data {
        var count = 0
        let files = UnsafeBufferPointer(start: text_catalogues(&count), count: count)
        guard let file = files.first(where: { String(cString: $0.tag) == language.rawValue }) else {
            throw .missing(language)
        }
        return Data(bytes: file.bytes, count: file.count)
    }

    /// The embedded catalogue. The tests read every file, so no shipped one fails; a broken one would leave codes in
    /// place of sentences, since a report without words is better than none.
    static func shipped(_ language: Language) -> Catalogue {
        do { return try Catalogue(language, json: embedded(language)) } catch {
            return Catalogue(
                language: language, about: "\(error)", decimal: ".",
                list: ListPattern(two: ", ", middle: ", ", end: ", "), words: [:], messages: [:])
        }
    }
}
