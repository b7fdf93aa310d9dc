import Foundation
import PracticeStore
import Synchronization
import Testing

@testable import WorkerCommand

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The HTTP pages of a worker.
@Suite(.enabled(if: WorkerDatabase.server != nil, WorkerDatabase.missing))
struct WorkerPagesTests {
    @Test("the pages have the figures of the worker and the queue in Prometheus' format")
    func pages() throws {
        let database = try WorkerDatabase()
        let lesson = try database.lesson(.word, ["HELLO"])
        let scored = try database.handIn(WorkerDatabase.fixture("hello.json"), lesson: lesson)
        try database.handIn(Data("x".utf8), lesson: lesson)
        let worker = try WorkerProcess(database.workerURL(), port: 0)
        let ready = worker.says("worker ready")
        let port = try #require(ready.firstMatch(of: #/pages=http:\/\/127\.0\.0\.1:([0-9]+)/#)?.output.1)
        func page(_ path: String) throws -> String {
            let url = try #require(URL(string: "http://127.0.0.1:\(port)\(path)"))
            return String(decoding: try Data(contentsOf: url), as: UTF8.self)
        }
        while try page("/metrics").contains("signify_worker_stage_seconds_count{stage=\"store\"} 2\n")
            == false
        {
            Thread.sleep(forTimeInterval: 0.05)
        }
        let metrics = try page("/metrics")
        for line in [
            "signify_worker_attempts_total{outcome=\"scored\"} 1",
            "signify_worker_faults_total{code=\"unreadable\"} 1",
            "signify_queue_attempts{state=\"poisoned\"} 1", "signify_queue_attempts{state=\"ready\"} 0",
            "signify_worker_stage_seconds_count{stage=\"score\"} 1", "signify_queue_up 1",
            "signify_worker_stage_seconds_bucket{stage=\"score\",le=\"+Inf\"} 1",
            "signify_worker_reference_signs 3",
        ] {
            #expect(metrics.contains(line + "\n"), "\(line)")
        }
        let sample = #/[a-z_]+(\{[a-z]+="[^"\n]*"(,[a-z]+="[^"\n]*")*\})? [-+0-9.e]+/#
        var families: Set<Substring> = []
        for line in metrics.split(separator: "\n") {
            if line.hasPrefix("# TYPE ") {
                #expect(families.insert(line).inserted, "a family is given once")
            } else if !line.hasPrefix("# HELP ") {
                #expect(line.wholeMatch(of: sample) != nil, "\(line)")
            }
        }
        #expect(try page("/health") == "ok\n")
        #expect(try database.owner.session(id: scored).result != nil)

        let second = try WorkerProcess(database.workerURL(), port: try #require(Int(port)))
        let refusal = second.says("cannot be used")
        #expect(refusal.contains("signify-worker: port \(port) of 127.0.0.1 cannot be used: "))
        #expect(second.status() == 69)
        #expect(worker.terminate() == 0)
    }

    @Test("a worker on a server that takes no changes is not healthy, and scores again when the server does")
    func failover() throws {
        let database = try WorkerDatabase()
        let worker = try WorkerProcess(database.workerURL(), port: 0)
        let ready = worker.says("worker ready")
        let port = try #require(ready.firstMatch(of: #/pages=http:\/\/127\.0\.0\.1:([0-9]+)/#)?.output.1)
        func health() throws -> String { try Self.body("http://127.0.0.1:\(port)/health") }
        #expect(try health() == "ok\n")
        let name = try database.sql("SELECT current_database()")
        let lesson = try database.lesson(.word, ["HELLO"])
        // As after a failover: every session finds itself on a server without changes.
        func administer(_ change: String) throws {
            let server = try #require(WorkerDatabase.server)
            _ = try WorkerDatabase.psql(server, "ALTER DATABASE \(name) \(change)")
        }
        try administer("SET default_transaction_read_only = on")
        try database.sql(
            """
            SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'signify-worker'
            """)
        let session = try database.handIn(WorkerDatabase.fixture("hello.json"), lesson: lesson)
        #expect(try health().contains("takes no changes now: its server is a standby, or read-only"))
        try administer("RESET default_transaction_read_only")
        while try database.owner.session(id: session).result == nil { Thread.sleep(forTimeInterval: 0.02) }
        #expect(try health() == "ok\n")
        #expect(worker.terminate() == 0)
    }

    /// The body of a page, whatever its status.
    private static func body(_ address: String) throws -> String {
        let url = try #require(URL(string: address))
        let done = DispatchSemaphore(value: 0)
        let page = Mutex<Data?>(nil)
        URLSession.shared.dataTask(with: url) { data, _, _ in
            page.withLock { $0 = data }
            done.signal()
        }.resume()
        done.wait()
        return String(decoding: try #require(page.withLock { $0 }), as: UTF8.self)
    }

    @Test("a histogram's bucket counts the times up to its bound")
    func histogram() {
        var histogram = WorkerFigures.Histogram()
        for value in [0.001, 0.0011, 10, 11] { histogram.add(value) }
        #expect(histogram.counts.first == 1)
        #expect(histogram.counts[1] == 1)
        #expect(histogram.counts[WorkerFigures.Histogram.bounds.count - 1] == 1)
        #expect(histogram.counts.last == 1)
        #expect(abs(histogram.sum - 21.0021) < 1e-9)
    }
}
