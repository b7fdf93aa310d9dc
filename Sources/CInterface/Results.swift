import CInterfaceHeader
import Foundation
import Signify

// Results in memory from malloc, which `signify_free` frees.

/// A copy for the caller; `nil` without enough memory.
func copy(_ text: String) -> UnsafeMutablePointer<CChar>? {
    var text = text
    return text.withUTF8 { copy(UnsafeRawBufferPointer($0)) }
}

/// A copy with a NUL at its end; `nil` without enough memory.
func copy(_ bytes: UnsafeRawBufferPointer) -> UnsafeMutablePointer<CChar>? {
    guard let memory = malloc(bytes.count + 1) else { return nil }
    if let base = bytes.baseAddress { memcpy(memory, base, bytes.count) }
    memory.storeBytes(of: 0, toByteOffset: bytes.count, as: UInt8.self)
    return memory.assumingMemoryBound(to: CChar.self)
}

/// A required out parameter, set to NULL for the case of a failure.
func cleared<Value>(
    _ out: UnsafeMutablePointer<Value?>?, _ name: String
) throws(AnalysisFailure) -> UnsafeMutablePointer<Value?> {
    guard let out else {
        throw AnalysisFailure(
            "\(name) is NULL; pass the address of a variable for the result", kind: .wrongUse)
    }
    out.pointee = nil
    return out
}

extension UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> {
    /// Sets the out parameter to a copy of a text.
    func give(_ text: String) throws {
        guard let text = copy(text) else { throw AnalysisFailure.outOfMemory }
        pointee = text
    }

    /// Sets the out parameter to a document on one line.
    func give(json document: some Encodable) throws { try give(try JSONText.line(document)) }
}

extension AnalysisFailure {
    static let outOfMemory = AnalysisFailure("there is not enough memory; free some memory", kind: .fault)
}
