import CInterfaceHeader
import Foundation
import Testing

@Suite("Handles of the C interface") struct HandleTests {
    @Test("a handle of another kind, a freed one and a made-up one are wrong use")
    func misuse() throws {
        let bytes = try Interface.clip().poseFile()
        let attempt = Interface.attempt(bytes).pointer
        #expect(attempt != nil)
        let library = Interface.library.pointer
        for wrong in [
            nil, attempt, OpaquePointer(bitPattern: 1), OpaquePointer(bitPattern: UInt.max - 13),
        ] {
            let outcome = Interface.outcome { signify_score(wrong, attempt, "HELLO", 70, $0, $1) }
            #expect(outcome.status == SIGNIFY_WRONG_USE)
            #expect(outcome.text == nil)
            #expect(outcome.error?.hasPrefix("the library is ") == true)
        }
        #expect(signify_library_free(attempt) == SIGNIFY_WRONG_USE)
        #expect(signify_attempt_free(attempt) == SIGNIFY_OK)
        #expect(signify_attempt_free(attempt) == SIGNIFY_WRONG_USE)
        #expect(
            Interface.outcome { signify_score(library, attempt, "HELLO", 70, $0, $1) }.status
                == SIGNIFY_WRONG_USE)
    }

    @Test("threads that use a handle end well while another thread frees it")
    func freedInUse() async throws {
        let bytes = try Interface.clip().poseFile()
        for _ in 0..<50 {
            let attempt = Interface.attempt(bytes)
            let statuses = await withTaskGroup(of: (summary: signify_status, freed: signify_status).self) {
                group in
                for _ in 0..<4 {
                    group.addTask {
                        let summary = Interface.outcome { signify_attempt_summary(attempt.pointer, $0, $1) }
                        return (summary.status, signify_attempt_free(attempt.pointer))
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0.freed == SIGNIFY_OK } == 1)
            #expect(statuses.allSatisfy { [SIGNIFY_OK, SIGNIFY_WRONG_USE].contains($0.summary) })
        }
    }

    @Test("no handle is used twice")
    func unique() {
        var seen: Set<UInt> = []
        for _ in 0..<1000 {
            let attempt = Interface.attempt(Array("[{\"poseLandmarks\":[]}]".utf8)).pointer
            #expect(seen.insert(UInt(bitPattern: attempt)).inserted)
            #expect(signify_attempt_free(attempt) == SIGNIFY_OK)
        }
    }
}
