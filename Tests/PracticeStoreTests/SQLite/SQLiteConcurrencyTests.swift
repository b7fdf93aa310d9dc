import Dispatch
import Foundation
import GRDB
import Testing

@testable import PracticeStore

/// Many threads, connections and programs on one store.
@Suite struct SQLiteConcurrencyTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("practice.sqlite")
    }

    @Test func twoStoresAndManyThreadsLoseNothing() throws {
        let stores = [try SQLiteDatabase.open(path: path), try SQLiteDatabase.open(path: path)]
        let failures = Failures()
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            let store = stores[thread % 2]
            do {
                for round in 0..<15 {
                    let id = try store.beginSession(Samples.session(), at: Samples.noon)
                    _ = try store.history(user: Learner.local)
                    try store.complete(
                        sessionID: id, feedback: Samples.feedback(score: Double(thread)),
                        at: Samples.noon.addingTimeInterval(Double(round)))
                    try store.enrol("SIGN \(round)", [Samples.take(UInt8(thread))])
                    _ = try store.progress(user: Learner.local, asOf: Samples.noon)
                    try store.forEachSign { sign in
                        if sign.takes.isEmpty { failures.add("a sign without takes") }
                    }
                }
            } catch {
                failures.add("\(error)")
            }
        }
        #expect(failures.list == [])
        #expect(try stores[0].history(user: Learner.local, limit: 1000, before: nil).count == 120)
        #expect(try stores[1].signs().map(\.takes) == Array(repeating: 8, count: 15))
        #expect(try stores[0].faults() == [])
    }

    @Test func oneOfManyCompletesASession() throws {
        let stores = [try SQLiteDatabase.open(path: path), try SQLiteDatabase.open(path: path)]
        for _ in 0..<20 {
            let id = try stores[0].beginSession(Samples.session(), at: Samples.noon)
            let winners = Failures()
            DispatchQueue.concurrentPerform(iterations: 6) { thread in
                do {
                    try stores[thread % 2].complete(
                        sessionID: id, feedback: Samples.feedback(score: Double(thread)), at: Samples.noon)
                    winners.add("\(Double(thread))")
                } catch {
                    guard case StoreError.refused("practice_sessions", "completed_at", _) = error else {
                        return winners.add("\(error)")
                    }
                }
            }
            let score = try #require(try stores[1].session(id: id).result).score
            #expect(winners.list == ["\(score)"])
        }
    }

    @Test func oneTakeIsEnrolledOnceByMany() throws {
        let stores = [try SQLiteDatabase.open(path: path), try SQLiteDatabase.open(path: path)]
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            _ = try? stores[thread % 2].enrol("HELLO", [Samples.take(1), Samples.take(2)])
        }
        #expect(try stores[0].sign(gloss: "HELLO").takes.count == 2)
    }

    @Test func programsThatOpenANewStoreTogetherAllGetIt() throws {
        for round in 0..<4 {
            let path = folder.file("new-\(round)/practice.sqlite")
            let probes = try (0..<5).map { _ in try Probe("open", path) }
            let lines = probes.map { $0.wait() }
            #expect(lines == Array(repeating: ["opened"], count: 5))
            #expect(try SQLiteDatabase.openExisting(path: path).faults() == [])
        }
    }

    @Test func openingWaitsForAReaderOfAStoreWithoutALog() throws {
        _ = try SQLiteDatabase.open(path: path)
        let reader = try DatabaseQueue(path: path)
        // A copy made by other tools may have lost WAL mode; the way back needs the file to oneself.
        try reader.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        let reading = DispatchSemaphore(value: 0)
        DispatchQueue.global().async {
            try? reader.read { database in
                _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM users")
                reading.signal()
                usleep(150_000)
            }
        }
        reading.wait()
        #expect(try SQLiteDatabase.open(path: path).signs() == [])
    }

    @Test func threadsThatOpenANewStoreTogetherAllGetIt() throws {
        for round in 0..<6 {
            let path = folder.file("threads-\(round)/practice.sqlite")
            let failures = Failures()
            DispatchQueue.concurrentPerform(iterations: 6) { _ in
                do {
                    _ = try SQLiteDatabase.open(path: path).signs()
                } catch {
                    failures.add("\(error)")
                }
            }
            #expect(failures.list == [])
        }
    }
}

/// What went wrong on any thread.
// Unchecked: the lock guards the only state.
private final class Failures: @unchecked Sendable {
    private let lock = NSLock()
    private var lines: [String] = []

    func add(_ line: String) { lock.withLock { lines.append(line) } }

    var list: [String] { lock.withLock { lines } }
}
