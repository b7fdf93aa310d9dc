import Signify
import CInterfaceHeader
import Foundation

// Versions and memory: see signify.h, whose signatures the compiler compares with these.

/// The version of the interface.
@c @implementation
public func signify_abi_version() -> UInt32 { UInt32(SIGNIFY_ABI_VERSION) }

/// The engine's version.
@c @implementation
public func signify_version() -> UnsafePointer<CChar>? { version.text }

/// What a score depends on.
@c @implementation
public func signify_signature() -> UnsafePointer<CChar>? { signature.text }

/// Frees what a function gave.
@c @implementation
public func signify_free(_ memory: UnsafeMutableRawPointer?) { free(memory) }

private let version = StaticText(ScoringSignature.engine)
private let signature = StaticText(ScoringSignature.current)

/// A text that stays where it is for the life of the process.
private struct StaticText: @unchecked Sendable {
    // Sendable: nobody writes to it, and nobody frees it.
    let text: UnsafePointer<CChar>?

    init(_ text: String) { self.text = UnsafePointer(copy(text)) }
}
