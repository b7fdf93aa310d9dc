import CSignify
import Foundation
import PracticeAnalysis
import Scoring

// What comes in, checked.

/// A text that may be left out.
func optionalText(
    _ pointer: UnsafePointer<CChar>?, _ name: String, limit: Int32 = SIGNIFY_TEXT_LIMIT
) throws(WrongUse) -> String? {
    guard let pointer else { return nil }
    let count = strnlen(pointer, Int(limit) + 1)
    guard count <= Int(limit) else { throw WrongUse("\(name) is longer than \(limit) bytes; give less") }
    let bytes = UnsafeRawBufferPointer(start: pointer, count: count)
    guard let text = String(validating: bytes, as: UTF8.self) else {
        throw WrongUse("\(name) is not UTF-8; encode it so")
    }
    return text
}

/// A text that has to be there.
func text(
    _ pointer: UnsafePointer<CChar>?, _ name: String, limit: Int32 = SIGNIFY_TEXT_LIMIT
) throws(WrongUse) -> String {
    guard let text = try optionalText(pointer, name, limit: limit) else {
        throw WrongUse("\(name) is NULL; give a text")
    }
    return text
}

/// An identifier that may be left out.
func optionalUUID(_ pointer: UnsafePointer<CChar>?, _ name: String) throws -> UUID? {
    guard let text = try optionalText(pointer, name) else { return nil }
    guard let id = UUID(uuidString: text) else {
        throw AnalysisFailure(
            "\(name) is not a UUID; give one as 996b434a-0060-4ca3-b56d-9fd5be1efe85", kind: .badInput)
    }
    return id
}

/// Signs as one line; `nil` for all there are.
func signs(_ pointer: UnsafePointer<CChar>?) throws -> SignList? {
    guard let line = try optionalText(pointer, "refs") else { return nil }
    guard let list = SignList(parsing: line) else {
        throw AnalysisFailure(
            "refs is a sign, or up to \(SignList.longest) signs with commas between them, as \"HELLO,HOW,YOU\"",
            kind: .badInput)
    }
    return list
}

/// A mode by its name.
func mode(_ pointer: UnsafePointer<CChar>?, _ name: String) throws -> PracticeMode {
    let word = try text(pointer, name)
    guard let mode = PracticeMode(rawValue: word) else {
        throw AnalysisFailure("\(name) is \"word\", \"sentence\" or \"freestyle\"", kind: .badInput)
    }
    return mode
}

/// A score from which an attempt passes.
func passing(_ score: Double) throws(WrongUse) -> Double {
    guard (0...100).contains(score) else { throw WrongUse("passing_score is a number from 0 to 100") }
    return score
}

/// A feedback document.
func feedback(_ pointer: UnsafePointer<CChar>?) throws -> Feedback {
    let document = try text(pointer, "feedback", limit: SIGNIFY_DOCUMENT_LIMIT)
    do {
        return try JSONDecoder().decode(Feedback.self, from: Data(document.utf8))
    } catch {
        throw AnalysisFailure(
            "feedback is not a feedback document; give it as it came from signify_score", kind: .badInput)
    }
}

/// Bytes in the caller's memory.
func bytes(_ pointer: UnsafeRawPointer?, _ count: Int, _ name: String) throws(WrongUse)
    -> UnsafeRawBufferPointer
{
    guard count >= 0 else { throw WrongUse("the count of \(name) is beyond the memory there is") }
    guard count > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    guard let pointer else { throw WrongUse("\(name) is NULL, but its count is \(count)") }
    return UnsafeRawBufferPointer(start: pointer, count: count)
}
