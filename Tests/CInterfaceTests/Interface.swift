import CInterface
import CInterfaceHeader
import Landmarks
import SyntheticSigner

/// The C interface, wrapped for tests.
enum Interface {
    /// The library of the shipped signs; opened once, because a debug build takes some seconds.
    static let library: Handle = {
        var library: OpaquePointer?
        _ = signify_library_open(nil, &library, nil)
        return Handle(library)
    }()

    struct Handle: @unchecked Sendable {
        // Sendable: a handle is a number.
        let pointer: OpaquePointer?
        init(_ pointer: OpaquePointer?) { self.pointer = pointer }
    }

    /// Copies a text that the caller owns, and frees it.
    static func taken(_ text: UnsafeMutablePointer<CChar>?) -> String? {
        defer { signify_free(text) }
        return text.map { String(cString: $0) }
    }

    /// The results of a call.
    struct Outcome: Equatable {
        let status: signify_status
        let text: String?
        let error: String?
    }

    /// Makes a call with an out parameter for text.
    static func outcome(
        _ body: (
            UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>,
            UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
        )
            -> signify_status
    ) -> Outcome {
        // Invalid addresses: freeing one crashes unless the call overwrites it.
        var text = UnsafeMutablePointer<CChar>(bitPattern: 16)
        var error = UnsafeMutablePointer<CChar>(bitPattern: 16)
        let status = body(&text, &error)
        return Outcome(status: status, text: taken(text), error: taken(error))
    }

    /// A take of a sign by the synthetic signer.
    static func clip(_ gloss: String = "HELLO", seed: UInt64 = 5, fault: Fault? = nil) -> LandmarkClip {
        let script = SignScript.named(gloss) ?? SignScript.library[0]
        return SyntheticSigner(profile: .ada, seed: seed).take(of: script, fault: fault).clip
    }

    /// Parses a recording.
    static func attempt(_ bytes: [UInt8], name: String? = nil, facts: signify_facts? = nil) -> Handle {
        var attempt: OpaquePointer?
        if var facts {
            facts.struct_size = MemoryLayout<signify_facts>.size
            _ = signify_attempt_parse(bytes, bytes.count, name, &facts, &attempt, nil)
        } else {
            _ = signify_attempt_parse(bytes, bytes.count, name, nil, &attempt, nil)
        }
        return Handle(attempt)
    }
}
