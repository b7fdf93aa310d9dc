import CInterfaceHeader
import Foundation
import Landmarks
import Testing

@Suite("Stores by the C interface") final class StoreTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "signify-\(UUID().uuidString)")
    private var store: OpaquePointer?
    private let attempt: Interface.Handle

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        attempt = Interface.attempt(try Interface.clip().poseFile(), name: "hello.pose")
        let path = folder.appendingPathComponent("store.sqlite").path
        #expect(signify_store_open(path, UInt32(SIGNIFY_STORE_CREATE), &store, nil) == SIGNIFY_OK)
    }

    deinit {
        _ = signify_store_close(store)
        _ = signify_attempt_free(attempt.pointer)
        try? FileManager.default.removeItem(at: folder)
    }

    /// Keeps the attempt unscored; `change` sets the members of its session.
    private func begin(_ mode: String = "word", _ change: (inout signify_session) -> Void)
        -> Interface.Outcome
    {
        var session = signify_session()
        session.struct_size = MemoryLayout<signify_session>.size
        change(&session)
        return Interface.outcome { signify_store_begin(store, attempt.pointer, mode, &session, $0, $1) }
    }

    @Test("a store is created only with SIGNIFY_STORE_CREATE, and an empty one has no library")
    func opening() {
        var other: OpaquePointer?
        let path = folder.appendingPathComponent("nowhere.sqlite").path
        #expect(signify_store_open(path, 0, &other, nil) == SIGNIFY_NOT_FOUND)
        #expect(other == nil && !FileManager.default.fileExists(atPath: path))
        var library: OpaquePointer?
        #expect(signify_library_open(store, &library, nil) == SIGNIFY_NOT_FOUND)
        #expect(library == nil)
        #expect(signify_store_open("mysql://host/x", 0, &other, nil) == SIGNIFY_BAD_INPUT)
        #expect(Interface.outcome { signify_store_signs(store, $0, $1) }.text == "[]")
    }

    @Test("invalid identifiers, modes and times are bad input, and nothing is kept")
    func refused() {
        let id = "996b434a-0060-4ca3-b56d-9fd5be1efe85"
        "not-a-uuid".withCString { text in
            #expect(begin { $0.session_id = text }.status == SIGNIFY_BAD_INPUT)
            #expect(begin { $0.user_id = text }.status == SIGNIFY_BAD_INPUT)
            #expect(begin { $0.lesson_code = text }.status == SIGNIFY_NOT_FOUND)
        }
        #expect(begin("dance") { _ in }.status == SIGNIFY_BAD_INPUT)
        let day = Int64(86_400_000)
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        for time in [Int64.min, .max, now + day, now - 32 * day] {
            #expect(begin { $0.started_at = time }.status == SIGNIFY_BAD_INPUT)
        }
        id.withCString { text in
            // No learner has this identifier.
            #expect(begin { $0.user_id = text }.status == SIGNIFY_NOT_FOUND)
            #expect(begin { $0.session_id = text }.text == id)
            // The identifier is in use now.
            #expect(begin { $0.session_id = text }.status == SIGNIFY_TAKEN)
        }
        #expect(
            Interface.outcome { signify_store_session(store, UUID().uuidString, nil, $0, $1) }.status
                == SIGNIFY_NOT_FOUND)
    }

    @Test("invalid feedback and feedback of another mode are refused")
    func feedback() throws {
        let session = try #require(begin { _ in }.text)
        let library = Interface.library.pointer
        let sentence = Interface.outcome { signify_score(library, attempt.pointer, "HELLO,YOU", 70, $0, $1) }
        for document in ["", "{}", "[1]", "{\"score\":1e999}", try #require(sentence.text)] {
            var error: UnsafeMutablePointer<CChar>?
            #expect(signify_store_complete(store, session, document, &error) == SIGNIFY_BAD_INPUT)
            #expect(Interface.taken(error)?.contains("feedback") == true)
        }
        let word = Interface.outcome { signify_score(library, attempt.pointer, "HELLO", 70, $0, $1) }
        #expect(signify_store_complete(store, session, word.text, nil) == SIGNIFY_OK)
        let beyond = word.text?.replacing("\"score\":", with: "\"score\":1")
        #expect(
            Interface.outcome { signify_store_record(store, attempt.pointer, beyond, nil, $0, $1) }.status
                == SIGNIFY_BAD_INPUT)
    }

    @Test("pages of the history follow one another to the end, each attempt once")
    func pages() throws {
        struct Page: Decodable {
            struct Session: Decodable { let id: String }
            let sessions: [Session]
            let next: String?
        }
        let word = Interface.outcome {
            signify_score(Interface.library.pointer, attempt.pointer, "HELLO", 70, $0, $1)
        }
        var kept: Set<String> = []
        for _ in 0..<7 {
            let outcome = Interface.outcome {
                signify_store_record(store, attempt.pointer, word.text, nil, $0, $1)
            }
            kept.insert(try #require(outcome.text))
        }
        for (limit, pages) in [(1 as Int32, 7), (3, 3), (7, 1), (10_000, 1)] {
            var seen: [String] = []
            var cursor: String?
            var count = 0
            repeat {
                let outcome = Interface.outcome { signify_store_history(store, nil, limit, cursor, $0, $1) }
                let page = try JSONDecoder().decode(Page.self, from: Data(try #require(outcome.text).utf8))
                seen += page.sessions.map(\.id)
                cursor = page.next
                count += 1
            } while cursor != nil
            #expect(count == pages)
            #expect(seen.count == 7 && Set(seen) == kept)
        }
        for cursor in ["", "_", "1_2", "\(Int64.max)_\(UUID())", "x_\(UUID())"] {
            #expect(
                Interface.outcome { signify_store_history(store, nil, 5, cursor, $0, $1) }.status
                    == SIGNIFY_BAD_INPUT)
        }
    }

    @Test("takes are enrolled all or none")
    func takes() throws {
        let nobody = Interface.attempt(try Interface.clip(fault: .noHands).poseFile(), name: "nobody.pose")
        func add(_ attempts: [OpaquePointer?]) -> Interface.Outcome {
            Interface.outcome {
                signify_store_add_takes(store, "tea", nil, nil, attempts, attempts.count, 0, $0, $1)
            }
        }
        let bad = add([attempt.pointer, nobody.pointer])
        #expect(bad.status == SIGNIFY_BAD_INPUT)
        #expect(bad.error?.hasPrefix("nobody.pose: ") == true)
        #expect(add([attempt.pointer, nil]).status == SIGNIFY_WRONG_USE)
        #expect(add([]).status == SIGNIFY_WRONG_USE)
        #expect(Interface.outcome { signify_store_signs(store, $0, $1) }.text == "[]")
        #expect(
            add([attempt.pointer, attempt.pointer]).text
                == "{\"added\":1,\"duplicates\":1,\"gloss\":\"TEA\",\"warnings\":[]}"
        )
        #expect(signify_attempt_free(nobody.pointer) == SIGNIFY_OK)
    }
}
