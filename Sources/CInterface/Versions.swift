import CInterfaceHeader
import Foundation
import Signify

// Versions and memory. signify.h documents them; the compiler checks these signatures against it.

@c @implementation
public func signify_abi_version() -> UInt32 { UInt32(SIGNIFY_ABI_VERSION) }

@c @implementation
public func signify_version() -> UnsafePointer<CChar>? { version.text }

@c @implementation
public func signify_signature() -> UnsafePointer<CChar>? { signature.text }

@c @implementation
public func signify_free(_ memory: UnsafeMutableRawPointer?) { free(memory) }

private let version = StaticText(ScoringSignature.engine)
private let signature = StaticText(ScoringSignature.current)

/// A text at a fixed address for the life of the process.
private struct StaticText: @unchecked Sendable {
    // Sendable: the text is never written to or freed.
    let text: UnsafePointer<CChar>?

    init(_ text: String) { self.text = UnsafePointer(copy(text)) }
}
