import CInterfaceHeader
import Foundation
import Signify

// Checks of arguments.

/// The text of an optional argument; `nil` for NULL.
func optionalText(
    _ pointer: UnsafePointer<CChar>?, _ name: String, limit: Int32 = SIGNIFY_TEXT_LIMIT
) throws(AnalysisFailure) -> String? {
    guard let pointer else { return nil }
    let count = strnlen(pointer, Int(limit) + 1)
    guard count <= Int(limit) else {
        throw AnalysisFailure("\(name) is longer than \(limit) bytes; shorten it", kind: .wrongUse)
    }
    let bytes = UnsafeRawBufferPointer(start: pointer, count: count)
    guard let text = String(validating: bytes, as: UTF8.self) else {
        throw AnalysisFailure("\(name) is not UTF-8; encode it as UTF-8", kind: .wrongUse)
    }
    return text
}

/// The text of a required argument.
func text(
    _ pointer: UnsafePointer<CChar>?, _ name: String, limit: Int32 = SIGNIFY_TEXT_LIMIT
) throws(AnalysisFailure) -> String {
    guard let text = try optionalText(pointer, name, limit: limit) else {
        throw AnalysisFailure("\(name) is NULL; pass a text", kind: .wrongUse)
    }
    return text
}

/// The identifier of an optional argument; `nil` for NULL.
func optionalUUID(_ pointer: UnsafePointer<CChar>?, _ name: String) throws -> UUID? {
    guard let text = try optionalText(pointer, name) else { return nil }
    guard let id = UUID(uuidString: text) else {
        throw AnalysisFailure(
            "\(name) is not a UUID; pass one such as 996b434a-0060-4ca3-b56d-9fd5be1efe85", kind: .badInput)
    }
    return id
}

/// The signs of `refs`; `nil` for NULL, which is all signs.
func signs(_ pointer: UnsafePointer<CChar>?) throws -> SignList? {
    guard let line = try optionalText(pointer, "refs") else { return nil }
    guard let list = SignList(parsing: line) else { throw SignList.refusal("refs") }
    return list
}

func mode(_ pointer: UnsafePointer<CChar>?, _ name: String) throws -> PracticeMode {
    let word = try text(pointer, name)
    guard let mode = PracticeMode(rawValue: word) else {
        throw AnalysisFailure("\(name) must be \"word\", \"sentence\" or \"freestyle\"", kind: .badInput)
    }
    return mode
}

/// The language of a BCP 47 tag.
func wordingLanguage(_ pointer: UnsafePointer<CChar>?) throws -> Language {
    let tag = try text(pointer, "language")
    guard let language = Language(tag: tag) else {
        let tags = Language.allCases.map(\.rawValue).joined(separator: ", ")
        throw AnalysisFailure("there is no text in the language \(tag); pass one of \(tags)", kind: .badInput)
    }
    return language
}

func passing(_ score: Double) throws(AnalysisFailure) -> Double {
    guard (0...100).contains(score) else {
        throw AnalysisFailure("passing_score must be a number from 0 to 100", kind: .wrongUse)
    }
    return score
}

func feedback(_ pointer: UnsafePointer<CChar>?) throws -> Feedback {
    let document = try text(pointer, "feedback", limit: SIGNIFY_DOCUMENT_LIMIT)
    do {
        return try JSONDecoder().decode(Feedback.self, from: Data(document.utf8))
    } catch {
        throw AnalysisFailure(
            "feedback is not a feedback document; pass the unchanged text of signify_score", kind: .badInput)
    }
}

/// A view of the caller's memory.
func bytes(_ pointer: UnsafeRawPointer?, _ count: Int, _ name: String) throws(AnalysisFailure)
    -> UnsafeRawBufferPointer
{
    guard count >= 0 else {
        throw AnalysisFailure(
            "the count of \(name) exceeds the memory; pass the number of bytes", kind: .wrongUse)
    }
    guard count > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    guard let pointer else {
        throw AnalysisFailure(
            "\(name) is NULL, but its count is \(count); pass the bytes, or count 0", kind: .wrongUse)
    }
    return UnsafeRawBufferPointer(start: pointer, count: count)
}
