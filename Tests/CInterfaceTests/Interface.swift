import CInterfaceHeader
import Landmarks
import CInterface
import SyntheticSigner

/// The C interface as a caller in Swift has it, for tests.
enum Interface {
    /// The signs that come with the engine; opened once, since it takes some seconds without optimisation.
    static let library: Handle = {
        var library: OpaquePointer?
        _ = signify_library_open(nil, &library, nil)
        return Handle(library)
    }()

    /// A handle on any thread.
    struct Handle: @unchecked Sendable {
        // Sendable: a handle is a number.
        let pointer: OpaquePointer?
        init(_ pointer: OpaquePointer?) { self.pointer = pointer }
    }

    /// A text that a function gave, freed here.
    static func taken(_ text: UnsafeMutablePointer<CChar>?) -> String? {
        defer { signify_free(text) }
        return text.map { String(cString: $0) }
    }

    /// What a call did.
    struct Outcome: Equatable {
        let status: signify_status
        let text: String?
        let error: String?
    }

    /// Makes a call that gives a text.
    static func outcome(
        _ body: (
            UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>,
            UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
        )
            -> signify_status
    ) -> Outcome {
        // What is not written over would be freed, and crash.
        var text = UnsafeMutablePointer<CChar>(bitPattern: 16)
        var error = UnsafeMutablePointer<CChar>(bitPattern: 16)
        let status = body(&text, &error)
        return Outcome(status: status, text: taken(text), error: taken(error))
    }

    /// An attempt at a sign, by the synthetic signer.
    static func clip(_ gloss: String = "HELLO", seed: UInt64 = 5, fault: Fault? = nil) -> LandmarkClip {
        let script = SignScript.named(gloss) ?? SignScript.library[0]
        return SyntheticSigner(profile: .ada, seed: seed).take(of: script, fault: fault).clip
    }

    /// The handle of a recording.
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
