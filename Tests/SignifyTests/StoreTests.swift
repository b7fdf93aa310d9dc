import Foundation
import Signify
import TestSupport
import Testing

@Suite("A store as its user has it") final class StoreTests {
    private let filled: FilledStore
    private var file: URL { filled.file }
    private var store: Store { filled.store }
    private var hello: Recording { filled.hello }

    init() throws { filled = try FilledStore() }

    @Test("an attempt at a word is scored, kept and listed page by page")
    func word() throws {
        let feedback = try store.task("HELLO").feedback(on: hello)
        #expect(feedback.passed && feedback.mode == .word && feedback.reference.sign == "HELLO")
        let kept = try Set((0..<3).map { _ in try store.keep(hello, feedback) })
        let session = try store.database.session(id: try #require(kept.first))
        #expect(session.result?.feedback == feedback && session.userID == Learner.local)

        let first = try HistoryPage(of: Learner.local, in: store, limit: 2)
        #expect(first.sessions.count == 2)
        let next: String = try #require(first.next)
        let last = try HistoryPage(of: Learner.local, in: store, limit: 2, after: next)
        #expect(last.next == nil)
        #expect(Set((first.sessions + last.sessions).map(\.id)) == kept)
    }

    @Test("the store and its library give equal feedback on a word, a sentence and freestyle")
    func library() throws {
        let library = try store.library()
        #expect(library.count == 20)
        for (line, mode) in [("HELLO", .word), ("HELLO,YOU", .sentence), (nil, .freestyle)]
            as [(String?, PracticeMode)]
        {
            let signs = line.flatMap { SignList(parsing: $0) }
            let feedback = try store.task(signs).feedback(on: hello)
            #expect(feedback.mode == mode)
            #expect(try library.task(signs).feedback(on: hello) == feedback)
        }
    }

    @Test("a live stream gives the signs of the recording, however its bytes are cut")
    func live() throws {
        let models = try store.models(of: SignList(parsing: "HELLO,YOU"))
        var whole = LiveSigns(models)
        let signs = try whole.append(hello.clip) + whole.finish()
        #expect(signs.map(\.gloss) == ["HELLO"])

        let document = try #require(
            JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: hello.path)))
                as? [String: Any])
        let frames = try #require(document["frames"] as? [[String: Any]])
        let lines = try frames.map { try JSONSerialization.data(withJSONObject: $0) + Data("\n".utf8) }
        let bytes = Array(lines.joined())
        var stream = LiveSigns(models, reader: LandmarkReader(overriding: hello.clip.facts))
        var found: [SpottedSign] = []
        for start in stride(from: 0, to: bytes.count, by: 1000) {
            found += try stream.append(bytes.span.bytes.extracting(start..<min(start + 1000, bytes.count)))
        }
        found += try stream.finish()
        #expect(found == signs)
    }

    @Test("a task that cannot be made is refused with its reason")
    func refused() throws {
        for (signs, mode) in [("HELLO,YOU", .word), ("HELLO", .sentence)] as [(String, PracticeMode)] {
            #expect(throws: TaskError.self) { try store.task(SignList(parsing: signs), as: mode) }
        }
        #expect(throws: TaskError.self) { try store.task(nil, as: .word) }
        #expect { try store.task("HELO") } throws: { error in
            guard case StoreError.notFound(.sign("HELO", let nearest, known: 20)) = error else {
                return false
            }
            return nearest.first == "HELLO"
        }
        try store.database.saveLesson(Lesson(code: "greet", title: "Greet", type: .sentence), at: Date())
        #expect(try store.lesson(code: "greet", practisedAs: .sentence).lesson.title == "Greet")
        #expect(throws: AnalysisFailure.self) { try store.lesson(code: "greet", practisedAs: .word) }
        #expect(throws: StoreError.notFound(.lesson("nowhere"))) {
            try store.lesson(code: "nowhere", practisedAs: .word)
        }
        #expect(throws: StoreError.notFound(.store(path: file.path + ".none"))) {
            try Store.open(file.path + ".none")
        }
    }
}
