import CInterfaceHeader
import Foundation
import Signify

// What comes in, checked.

/// A text that may be left out.
func optionalText(
    _ pointer: UnsafePointer<CChar>?, _ name: String, limit: Int32 = SIGNIFY_TEXT_LIMIT
) throws(AnalysisFailure) -> String? {
    guard let pointer else { return nil }
    let count = strnlen(pointer, Int(limit) + 1)
    guard count <= Int(limit) else {
        throw AnalysisFailure("\(name) is longer than \(limit) bytes; give less", kind: .wrongUse)
    }
    let bytes = UnsafeRawBufferPointer(start: pointer, count: count)
    guard let text = String(validating: bytes, as: UTF8.self) else {
        throw AnalysisFailure("\(name) is not UTF-8; encode it so", kind: .wrongUse)
    }
    return text
}

/// A text that has to be there.
func text(
    _ pointer: UnsafePointer<CChar>?, _ name: String, limit: Int32 = SIGNIFY_TEXT_LIMIT
) throws(AnalysisFailure) -> String {
    guard let text = try optionalText(pointer, name, limit: limit) else {
        throw AnalysisFailure("\(name) is NULL; give a text", kind: .wrongUse)
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
    guard let list = SignList(parsing: line) else { throw SignList.refusal("refs") }
    return list
}

func mode(_ pointer: UnsafePointer<CChar>?, _ name: String) throws -> PracticeMode {
    let word = try text(pointer, name)
    guard let mode = PracticeMode(rawValue: word) else {
        throw AnalysisFailure("\(name) is \"word\", \"sentence\" or \"freestyle\"", kind: .badInput)
    }
    return mode
}

/// A score from which an attempt passes.
func passing(_ score: Double) throws(AnalysisFailure) -> Double {
    guard (0...100).contains(score) else {
        throw AnalysisFailure("passing_score is a number from 0 to 100", kind: .wrongUse)
    }
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
func bytes(_ pointer: UnsafeRawPointer?, _ count: Int, _ name: String) throws(AnalysisFailure)
    -> UnsafeRawBufferPointer
{
    guard count >= 0 else {
        throw AnalysisFailure("the count of \(name) is beyond the memory there is", kind: .wrongUse)
    }
    guard count > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    guard let pointer else {
        throw AnalysisFailure("\(name) is NULL, but its count is \(count)", kind: .wrongUse)
    }
    return UnsafeRawBufferPointer(start: pointer, count: count)
}
