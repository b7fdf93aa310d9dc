import Foundation
import Logging
import PracticeStore
import Testing

@testable import ScoringWorker

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// What a worker says of itself over HTTP.
@Suite(.enabled(if: WorkerDatabase.server != nil, WorkerDatabase.missing))
struct WorkerPagesTests {
    @Test("the pages have the worker's figures and the queue's, in Prometheus' format")
    func pages() async throws {
        let database = try WorkerDatabase()
        try database.handIn(WorkerDatabase.fixture("hello.json"), lesson: database.lesson(.word, ["HELLO"]))
        try database.handIn(Data("x".utf8), lesson: database.lesson(.word, ["HELLO"]))
        let worker = try ScoringWorker(
            database.queue(), listener: PostgresListener(database.workerAddress()),
            configuration: WorkerConfiguration(threads: 1, endsWhenEmpty: true), logger: SQLiteDatabase.silent
        )
        let pages = try await WorkerPages(worker, port: 0)
        let port = try await pages.start()
        func page(_ path: String) async throws -> (status: Int?, text: String) {
            let url = try #require(URL(string: "http://127.0.0.1:\(port)\(path)"))
            let (data, response) = try await URLSession.shared.data(from: url)
            return ((response as? HTTPURLResponse)?.statusCode, String(decoding: data, as: UTF8.self))
        }
        #expect(try await page("/metrics").text.contains("signify_queue_attempts{state=\"ready\"} 2\n"))
        await Task.detached { worker.run() }.value

        let metrics = try await page("/metrics")
        #expect(metrics.status == 200)
        for line in [
            "signify_worker_attempts_total{outcome=\"scored\"} 1",
            "signify_worker_faults_total{code=\"unreadable\"} 1",
            "signify_queue_attempts{state=\"poisoned\"} 1", "signify_queue_attempts{state=\"ready\"} 0",
            "signify_worker_stage_seconds_count{stage=\"score\"} 1", "signify_queue_up 1",
            "signify_worker_stage_seconds_bucket{stage=\"score\",le=\"+Inf\"} 1",
            "signify_worker_reference_signs 3",
        ] {
            #expect(metrics.text.contains(line + "\n"), "\(line)")
        }
        let sample = #/[a-z_]+(\{[a-z]+="[^"\n]*"(,[a-z]+="[^"\n]*")*\})? [-+0-9.e]+/#
        var families: Set<Substring> = []
        for line in metrics.text.split(separator: "\n") {
            if line.hasPrefix("# TYPE ") {
                #expect(families.insert(line).inserted, "a family is given once")
            } else if !line.hasPrefix("# HELP ") {
                #expect(line.wholeMatch(of: sample) != nil, "\(line)")
            }
        }
        let health = try await page("/health")
        #expect(health.status == 200)
        #expect(health.text == "ok\n")
        #expect(try await page("/other").status == 404)
        await pages.stop()
    }

    @Test("a histogram's buckets hold what is at most their bound")
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
