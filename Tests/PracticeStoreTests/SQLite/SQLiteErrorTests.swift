import Foundation
import GRDB
import Testing

@testable import PracticeStore

/// Real troubles, and SQLite's codes, in the store's words.
@Suite struct SQLiteErrorTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("practice.sqlite")
    }

    @Test func aWriterElsewhereIsWaitedForThenReported() throws {
        let store = try SQLiteDatabase.open(path: path, busyTimeout: .milliseconds(50))
        let other = try DatabaseQueue(path: path)
        try other.inDatabase { database in
            try database.execute(sql: "BEGIN EXCLUSIVE")
            #expect(throws: StoreError.locked(path: path)) { try store.enrol("HELLO", [Samples.take(1)]) }
            // In WAL mode readers go on.
            #expect(try store.signs() == [])
            try database.execute(sql: "ROLLBACK")
        }
        try store.enrol("HELLO", [Samples.take(1)])
        #expect(try store.signs().count == 1)
    }

    @Test func aStoreThatAnotherKeepsToItselfCannotBeOpened() throws {
        _ = try SQLiteDatabase.open(path: path)
        let other = try DatabaseQueue(path: path)
        try other.inDatabase { database in
            try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
            try database.execute(sql: "UPDATE users SET nickname = 'mine'")
            #expect(throws: StoreError.locked(path: path)) {
                try SQLiteDatabase.open(path: path, busyTimeout: .milliseconds(50))
            }
        }
    }

    @Test func aFullDiskWritesNothing() throws {
        let store = try SQLiteDatabase.open(path: path)
        try store.enrol("HELLO", [Samples.take(1)], calibration: "1")
        let pages = try #require(try store.pragma("page_count"))
        _ = try store.pragma("max_page_count = \(pages + 10)")
        #expect(throws: StoreError.io(path: path, .full)) {
            try store.enrol("HELLO", [Samples.take(2, bytes: 200_000)])
        }
        #expect(throws: StoreError.io(path: path, .full)) {
            try store.record(
                Samples.session(media: NewMedia(name: "a.pose", landmarks: Data(count: 200_000))),
                feedback: Samples.feedback(), at: Samples.noon)
        }
        #expect(try store.sign(gloss: "HELLO").calibration == "1")
        #expect(try store.history(user: Learner.local) == [])
        #expect(try store.scalar(Int.self, "SELECT count(*) FROM media_assets") == 0)
        // What fits is still taken.
        try store.record(Samples.session(), feedback: Samples.feedback(), at: Samples.noon)
        #expect(try store.faults() == [])
    }

    @Test func aWriteThatTheSystemFailsWritesNothing() throws {
        _ = try SQLiteDatabase.open(path: path)
        let probe = try Probe("record-limited", path, try Samples.json(Samples.feedback()))
        let lines = probe.wait()
        let error = try #require(lines.last)
        #expect(error.hasPrefix("reading or writing the store \(path) failed: "), "\(error)")
        let store = try SQLiteDatabase.open(path: path)
        #expect(try store.history(user: Learner.local, limit: 100, before: nil).count == lines.count - 1)
        #expect(try store.faults() == [])
    }

    @Test func aStoreWithoutTheRightToWriteSaysSo() throws {
        _ = try SQLiteDatabase.open(path: path)
        chmod(path, 0o444)
        // Only root may become another user, and root may write everything.
        let lines = try Probe(getuid() == 0 ? "open-unprivileged" : "open", path).wait()
        #expect(lines == [StoreError.io(path: path, .readOnly).description])
        chmod(path, 0o000)
        let unreadable = try Probe(getuid() == 0 ? "open-unprivileged" : "open", path).wait()
        #expect(unreadable.first?.hasPrefix("cannot open the store \(path): permission denied") == true)
    }

    @Test func aFolderWithoutTheRightToWriteSaysSo() throws {
        let closed = folder.file("closed")
        try FileManager.default.createDirectory(
            atPath: closed, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o555])
        let command = getuid() == 0 ? "open-unprivileged" : "open"
        let deep = try Probe(command, closed + "/a/practice.sqlite").wait()
        #expect(
            deep.first?.hasPrefix("cannot open the store \(closed)/a/practice.sqlite: permission") == true)
        let flat = try Probe(command, closed + "/practice.sqlite").wait()
        #expect(flat.first?.hasPrefix("cannot open the store \(closed)/practice.sqlite: ") == true)
    }

    @Test func aConnectionThatMayOnlyReadSaysSo() throws {
        let store = try SQLiteDatabase.open(path: path)
        _ = try store.pragma("query_only = 1")
        #expect(throws: StoreError.io(path: path, .readOnly)) { try store.enrol("HELLO", [Samples.take(1)]) }
    }

    @Test func aMissingTableIsDamage() throws {
        let store = try SQLiteDatabase.open(path: path)
        try store.execute("DROP TABLE reference_takes")
        #expect(throws: StoreError.corrupt(place: path, detail: "no such table: t")) {
            try store.execute("DELETE FROM t")
        }
        let error = #expect(throws: StoreError.self) { try store.signs() }
        guard case .corrupt(path, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func rowsEditedByHandAreDamageNotACrash() throws {
        let store = try SQLiteDatabase.open(path: path)
        let id = try store.record(Samples.session(), feedback: Samples.feedback(), at: Samples.noon)
        // A document that the checks take and this version's decoder does not.
        try store.execute(
            """
            UPDATE practice_sessions SET feedback =
                '{"version": 2, "summary": "Well done.", "score": 83.4, "mode": "word", "shape": "new"}'
            """)
        let error = #expect(throws: StoreError.self) { try store.session(id: id) }
        #expect(error?.description.hasPrefix("the feedback of session \(id.uuidString.lowercased())") == true)
        #expect(try store.history(user: Learner.local).map(\.feedbackSummary) == ["Well done."])
        try store.connections.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    PRAGMA ignore_check_constraints = ON;
                    UPDATE practice_sessions SET completed_at = 'Yesterday', mode = 'dance';
                    """)
        }
        for work in [{ _ = try store.session(id: id) }, { _ = try store.history(user: Learner.local) }] {
            let error = #expect(throws: StoreError.self) { try work() }
            guard case .corrupt = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
    }

    @Test func everyCodeHasItsCase() {
        func kind(_ code: ResultCode, _ message: String? = nil) -> String {
            switch StoreError(DatabaseError(resultCode: code, message: message), path: "p") {
            case .cannotOpen: "cannotOpen"
            case .locked: "locked"
            case .corrupt: "corrupt"
            case .newerSchema: "newerSchema"
            case .notFound: "notFound"
            case .refused(let table, let column, _): "refused \(table).\(column)"
            case .io(_, .full): "full"
            case .io(_, .readOnly): "readOnly"
            case .io(_, .other): "io"
            case .unsupported: "unsupported"
            case .unreachable: "unreachable"
            case .takesNoChanges: "takesNoChanges"
            case .schemaChanged: "schemaChanged"
            case .taken: "taken"
            case .limited: "limited"
            case .denied: "denied"
            case .failed: "failed"
            }
        }
        let cases: [(ResultCode, String)] = [
            (.SQLITE_BUSY, "locked"), (.SQLITE_BUSY_SNAPSHOT, "locked"), (.SQLITE_BUSY_RECOVERY, "locked"),
            (.SQLITE_LOCKED, "locked"), (.SQLITE_PROTOCOL, "locked"), (.SQLITE_CORRUPT, "corrupt"),
            (.SQLITE_NOTADB, "corrupt"), (.SQLITE_FORMAT, "corrupt"), (.SQLITE_FULL, "full"),
            (.SQLITE_READONLY, "readOnly"), (.SQLITE_READONLY_DBMOVED, "io"), (.SQLITE_PERM, "readOnly"),
            (.SQLITE_AUTH, "readOnly"), (.SQLITE_IOERR, "io"), (.SQLITE_IOERR_FSYNC, "io"),
            (.SQLITE_NOLFS, "io"), (.SQLITE_NOMEM, "io"), (.SQLITE_CANTOPEN, "cannotOpen"),
            (.SQLITE_TOOBIG, "refused the store.value"), (.SQLITE_ERROR, "failed"),
            (.SQLITE_INTERNAL, "failed"), (.SQLITE_ABORT, "failed"), (.SQLITE_INTERRUPT, "failed"),
            (.SQLITE_MISMATCH, "failed"), (.SQLITE_MISUSE, "failed"), (.SQLITE_RANGE, "failed"),
            (.SQLITE_SCHEMA, "failed"), (.SQLITE_NOTFOUND, "failed"), (.SQLITE_EMPTY, "failed"),
            (ResultCode(rawValue: 77), "failed"),
        ]
        for (code, expected) in cases { #expect(kind(code) == expected, "\(code)") }
        #expect(
            kind(.SQLITE_CONSTRAINT_CHECK, "CHECK constraint failed: unheard_of")
                == "refused the store.unheard_of")
        #expect(
            kind(
                .SQLITE_CONSTRAINT_UNIQUE, "UNIQUE constraint failed: media_assets.bucket, media_assets.path")
                == "refused media_assets.bucket")
        #expect(kind(.SQLITE_CONSTRAINT_UNIQUE, "") == "refused the store.")
        #expect(kind(.SQLITE_CONSTRAINT_FOREIGNKEY) == "refused the store.reference")
        #expect(kind(.SQLITE_CONSTRAINT_COMMITHOOK) == "refused the store.constraint")
        #expect(kind(.SQLITE_ERROR, "could not activate WAL Mode at path: p") == "cannotOpen")
    }

    @Test func descriptionsAreOneLineThatSaysHowToMendIt() {
        let id = UUID()
        let errors: [StoreError] = [
            .cannotOpen(path: "p", reason: "r", remedy: "m"), .locked(path: "p"),
            .corrupt(place: "p", detail: "d"), .newerSchema(path: "p", migrations: ["2 x"]),
            .notFound(.store(path: "p")), .notFound(.sign(gloss: "G", nearest: [], known: 0)),
            .notFound(.sign(gloss: "G", nearest: ["A", "B"], known: 2)),
            .notFound(.sign(gloss: "G", nearest: ["A", "B"], known: 9)),
            .notFound(.session(id)), .notFound(.lesson("l")), .notFound(.user(id)), .notFound(.media("m")),
            .refused(table: "t", column: "c", reason: "r"), .io(path: "p", .full), .io(path: "p", .readOnly),
            .io(path: "p", .other("o")), .unsupported(engine: "e"),
            .unreachable(place: "p", reason: "r"), .denied(place: "p", detail: "d"),
            .failed(path: "p", detail: "d"),
        ]
        #expect(Set(errors.map(\.description)).count == errors.count)
        for error in errors {
            #expect(!error.description.contains("\n"))
            #expect(!error.description.hasSuffix("."))
        }
        #expect(
            "\(StoreError.notFound(.sign(gloss: "G", nearest: ["A", "B"], known: 9)))"
                == "no reference sign G: the nearest of 9 are A, B; use one of these, or add takes of it")
    }
}
