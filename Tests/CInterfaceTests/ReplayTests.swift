import CInterfaceHeader
import Foundation
import Landmarks
import Signify
import Testing

@Suite("Replays and languages by the C interface") struct ReplayTests {
    private let library = Interface.library.pointer

    @Test("a replay equals the engine's, and a stream has none")
    func replay() throws {
        let attempt = Interface.attempt(try Interface.clip().poseFile(), name: "hello.pose")
        defer { _ = signify_attempt_free(attempt.pointer) }
        let task = try ShippedReferences.library().task("YES")
        let recording = Recording(Interface.clip(), name: "hello.pose")
        let wanted = try JSONText.line(task.replay(on: recording, passingScore: 55))
        let outcome = Interface.outcome { signify_replay(library, attempt.pointer, "YES", 55, $0, $1) }
        #expect(outcome == .init(status: SIGNIFY_OK, text: wanted, error: nil))
        let stream = Interface.outcome { signify_replay(library, attempt.pointer, nil, 55, $0, $1) }
        #expect(stream.status == SIGNIFY_BAD_INPUT && stream.text == nil)
    }

    @Test("a demonstration is of a known sign")
    func demonstration() throws {
        let wanted = try JSONText.line(Demonstration(ShippedReferences.library().sign("HELP")))
        let shown = Interface.outcome { signify_demonstration(library, "help", $0, $1) }
        #expect(shown == .init(status: SIGNIFY_OK, text: wanted, error: nil))
        #expect(
            Interface.outcome { signify_demonstration(library, "HELO", $0, $1) }.status == SIGNIFY_NOT_FOUND)
    }

    @Test("feedback is written again in each language, without a score too")
    func languages() throws {
        let task = try ShippedReferences.library().task("YES")
        let feedback = try task.feedback(on: Recording(Interface.clip(), name: "hello.pose"))
        let document = try JSONText.line(feedback)
        for language in Language.allCases {
            let wanted = try JSONText.line(feedback.worded(in: language))
            let outcome = Interface.outcome { signify_worded(document, language.rawValue, $0, $1) }
            #expect(outcome == .init(status: SIGNIFY_OK, text: wanted, error: nil))
        }
        let unscored = """
            {"error":{"code":"unreadable","message":"m"},"mode":"word","summary":"Old.",\
            "summary_messages":[{"code":"unreadable_recording","parameters":{}}],"version":1}
            """
        let told = Interface.outcome { signify_worded(unscored, "es-MX", $0, $1) }
        let text = Catalogue.of(.spanish).text(Message(.unreadableRecording))
        #expect(told.text?.contains("\"summary\":\"\(text)\"") == true)
        // A code of a later engine keeps its text.
        let later = unscored.replacing("unreadable_recording", with: "of_later")
        #expect(
            Interface.outcome { signify_worded(later, "es", $0, $1) }.text?.contains("\"Old.\"") == true)
        #expect(Interface.outcome { signify_worded("{}", "es", $0, $1) }.status == SIGNIFY_BAD_INPUT)
        let unknown = Interface.outcome { signify_worded(document, "tlh", $0, $1) }
        #expect(unknown.status == SIGNIFY_BAD_INPUT && unknown.error?.contains("en-x-child") == true)
        #expect(Interface.outcome { signify_language("tlh, pt-BR;q=0.5", $0, $1) }.text == "pt")
    }

    @Test("a session of a program's earlier version has no language, and one of this version has")
    func sessions() throws {
        let store = try EmptyStore()
        defer { store.close() }
        let attempt = Interface.attempt(try Interface.clip().poseFile(), name: "hello.pose")
        defer { _ = signify_attempt_free(attempt.pointer) }
        func summary(_ size: Int) throws -> String? {
            try "es".withCString { spanish in
                var session = signify_session()
                session.struct_size = size
                session.language = spanish
                var json: UnsafeMutablePointer<CChar>?
                let id = Interface.outcome {
                    signify_store_practice(
                        store.pointer, library, attempt.pointer, "HELLO", 70, &session, $0, &json, $1)
                }
                #expect(id.status == SIGNIFY_OK)
                let document = Data((Interface.taken(json) ?? "").utf8)
                return try JSONDecoder().decode(Feedback.self, from: document).summary
            }
        }
        let first = try #require(MemoryLayout<signify_session>.offset(of: \.language))
        #expect(try summary(first)?.hasPrefix("Good ") == true)
        #expect(try summary(MemoryLayout<signify_session>.size)?.hasPrefix("Muy bien") == true)
        #expect(
            Interface.outcome { signify_store_settings(store.pointer, nil, $0, $1) }.text
                == #"{"language":null,"theme":null}"#)
    }

    @Test("takes are checked as they would be enrolled, and none is")
    func check() throws {
        let store = try EmptyStore()
        defer { store.close() }
        let good = Interface.attempt(try Interface.clip().poseFile(), name: "good.pose")
        let hands = Interface.clip().keeping([.leftHand, .rightHand])
        let bodiless = Interface.attempt(try hands.poseFile(), name: "bodiless.pose")
        defer {
            _ = signify_attempt_free(good.pointer)
            _ = signify_attempt_free(bodiless.pointer)
        }
        for takes in [[good], [good, bodiless]] {
            let pointers = takes.map { $0.pointer }
            let checked = Interface.outcome {
                signify_store_check_takes(store.pointer, "tea", nil, pointers, pointers.count, nil, $0, $1)
            }
            let enrolled = Interface.outcome {
                signify_store_add_takes(
                    store.pointer, "coffee", nil, nil, pointers, pointers.count, 0, $0, $1)
            }
            #expect(checked.status == SIGNIFY_OK)
            let isAcceptable = checked.text?.contains("\"acceptable\":true") == true
            #expect(isAcceptable == (enrolled.status == SIGNIFY_OK))
            #expect(checked.text?.contains("\"gloss\":\"TEA\"") == true)
        }
        #expect(
            Interface.outcome { signify_store_signs(store.pointer, $0, $1) }.text?.contains("TEA") == false)
        #expect(
            Interface.outcome { signify_store_check_takes(store.pointer, "tea", nil, nil, 1, nil, $0, $1) }
                .status
                == SIGNIFY_WRONG_USE)
    }
}

/// A store without signs, in a folder of its own.
private struct EmptyStore {
    let pointer: OpaquePointer?
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "signify-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var store: OpaquePointer?
        let path = folder.appendingPathComponent("store.sqlite").path
        #expect(signify_store_open(path, UInt32(SIGNIFY_STORE_CREATE), &store, nil) == SIGNIFY_OK)
        pointer = store
    }

    func close() {
        _ = signify_store_close(pointer)
        try? FileManager.default.removeItem(at: folder)
    }
}
