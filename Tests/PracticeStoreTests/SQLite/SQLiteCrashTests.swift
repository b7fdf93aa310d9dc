import Foundation
import GRDB
import Scoring
import Testing

@testable import PracticeStore

/// After a crash there is the old row or the new one. Nothing that was reported done is lost.
@Suite struct SQLiteCrashTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("practice.sqlite")
    }

    @Test func aKilledRecorderLeavesWholeAttempts() throws {
        let document = try Samples.json(Samples.feedback())
        var reported = 0
        for round in 0..<12 {
            let probe = try Probe("record", path, document)
            var ids: [String] = []
            for _ in 0...(round % 5) { ids.append(try #require(probe.line())) }
            // Somewhere within the next operations: an insert of 60 kB takes about a millisecond.
            usleep(UInt32(round * 370))
            ids += probe.kill()
            reported += ids.count
            let store = try SQLiteDatabase.open(path: path)
            #expect(try store.faults() == [])
            for id in ids {
                let session = try store.session(id: try #require(UUID(uuidString: id)))
                #expect(session.result?.feedback == Samples.feedback())
                #expect(try store.attempt(sessionID: session.id).bytes.count == 60_000)
            }
            // At most the one that was done and not yet reported is there besides.
            let sessions = try #require(try store.scalar(Int.self, "SELECT count(*) FROM practice_sessions"))
            #expect((reported...(reported + round + 1)).contains(sessions))
            for part in ["media_assets", "media_blobs", "practice_sessions WHERE score IS NOT NULL"] {
                #expect(try store.scalar(Int.self, "SELECT count(*) FROM \(part)") == sessions, "\(part)")
            }
        }
    }

    @Test func aKilledScorerLeavesNoScoreOrAWholeOne() throws {
        let feedbacks = [
            Samples.feedback(score: 10, summary: "First."), Samples.feedback(score: 90, summary: "Second."),
        ]
        let documents = try feedbacks.map(Samples.json)
        var reported: Set<String> = []
        var newestWasScored: Set<Bool> = []
        for round in 0..<20 {
            let probe = try Probe("complete", path, documents[0], documents[1])
            for _ in 0...(round % 3) { reported.insert(try #require(probe.line())) }
            usleep(UInt32(round * 130))
            reported.formUnion(probe.kill())
            let store = try SQLiteDatabase.open(path: path)
            let ids = try store.connections.read { database in
                try String.fetchAll(database, sql: "SELECT id FROM practice_sessions ORDER BY rowid")
            }
            var points = 0
            for id in ids.map({ UUID(uuidString: $0) }) {
                let session = try store.session(id: try #require(id))
                guard let result = session.result else {
                    #expect(!reported.contains(session.id.uuidString))
                    continue
                }
                let place = try #require(feedbacks.firstIndex(of: result.feedback))
                #expect(result.score == feedbacks[place].score)
                #expect(result.completedAt == Date(timeIntervalSince1970: 1_700_000_000 + Double(place)))
                points += ExperiencePoints.earned(by: result.feedback)
            }
            #expect(try store.progress(user: Learner.local, asOf: Samples.noon).xp == points)
            let newest = try #require(ids.last.flatMap { UUID(uuidString: $0) })
            newestWasScored.insert(try store.session(id: newest).result != nil)
        }
        // The kills fell on both sides of a completion, else the test shows nothing.
        #expect(newestWasScored == [false, true])
    }

    @Test func aKilledEnrolmentLeavesWholeSigns() throws {
        var reported = 0
        for round in 0..<8 {
            let probe = try Probe("enrol", path)
            _ = try #require(probe.line())
            usleep(UInt32(round * 290))
            reported += 1 + probe.kill().count
            let store = try SQLiteDatabase.open(path: path)
            #expect(try store.faults() == [])
            let signs = try store.signs()
            #expect((reported...(reported + round + 1)).contains(signs.count))
            #expect(signs.allSatisfy { $0.takes == 3 && $0.hasCalibration })
        }
    }

    /// What a power cut may leave: the log as far as it reached the disk. Every length of it is a store of some
    /// moment.
    @Test func anyBeginningOfTheLogIsAStoreOfSomeMoment() throws {
        let feedbacks = (0..<6).map { Samples.feedback(score: Double($0) * 10, summary: "Number \($0).") }
        let store = try SQLiteDatabase.open(path: path)
        let media = NewMedia(name: "a.pose", landmarks: Data(repeating: 7, count: 30_000))
        let ids = try feedbacks.map { _ in
            try store.beginSession(Samples.session(media: media), at: Samples.noon)
        }
        try store.connections.writeWithoutTransaction { database in
            _ = try database.checkpoint(.truncate)
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
        }
        for (id, feedback) in zip(ids, feedbacks) {
            try store.complete(sessionID: id, feedback: feedback, at: Samples.noon)
        }
        let database = try folder.bytes(of: "practice.sqlite")
        let log = try folder.bytes(of: "practice.sqlite-wal")
        var last = 0
        let lengths = Array(stride(from: 0, to: log.count, by: max(log.count / 90, 1))) + [log.count]
        for length in lengths {
            let copy = try folder.write(database, to: "copy-\(length).sqlite")
            _ = try folder.write(log.prefix(length), to: "copy-\(length).sqlite-wal")
            let store = try SQLiteDatabase.open(path: copy)
            let results = try ids.map { try store.session(id: $0).result }
            let scored = results.prefix { $0 != nil }.compactMap(\.self)
            #expect(scored.map(\.feedback) == Array(feedbacks.prefix(scored.count)))
            #expect(scored.map(\.score) == feedbacks.prefix(scored.count).map(\.score))
            #expect(results.dropFirst(scored.count).allSatisfy { $0 == nil })
            #expect(scored.count >= last)
            last = scored.count
            #expect(try ids.allSatisfy { try store.attempt(sessionID: $0).bytes.count == 30_000 })
        }
        #expect(last == 6)
    }

    /// A copy of both files in the middle of a transaction whose pages are already in the log.
    @Test func anOpenTransactionIsNotSeen() throws {
        let store = try SQLiteDatabase.open(path: path)
        let id = try store.record(Samples.session(), feedback: Samples.feedback(score: 10), at: Samples.noon)
        var copies: [String] = []
        try? store.connections.write { database in
            // So small a cache that pages spill into the log before the commit.
            try database.execute(sql: "PRAGMA cache_size = 5")
            for round in 0..<10 {
                try database.execute(
                    sql: """
                        UPDATE practice_sessions SET score_hundredths = NULL, feedback = NULL, completed_at = NULL;
                        INSERT INTO media_assets (bucket, path) VALUES ('b', '\(round)');
                        INSERT INTO media_blobs SELECT id, randomblob(100000) FROM media_assets WHERE path = '\(round)'
                        """)
                let copy = "copy-\(round).sqlite"
                _ = try folder.write(folder.bytes(of: "practice.sqlite"), to: copy)
                _ = try folder.write(folder.bytes(of: "practice.sqlite-wal"), to: copy + "-wal")
                copies.append(copy)
            }
            throw CancellationError()
        }
        #expect(copies.count == 10)
        #expect(try folder.bytes(of: "copy-9.sqlite-wal").count > 500_000)
        for copy in copies {
            let store = try SQLiteDatabase.open(path: folder.file(copy))
            #expect(try store.session(id: id).result?.score == 10)
            #expect(try store.scalar(Int.self, "SELECT count(*) FROM media_assets") == 0)
            #expect(try store.faults() == [])
        }
    }
}
