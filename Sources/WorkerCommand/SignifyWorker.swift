import ArgumentParser
import Foundation
import Logging
import Signify

/// The program `signify-worker`. It is not a subcommand of `signify-score`, which would then load its HTTP
/// server.
@main
struct SignifyWorker: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signify-worker",
        abstract: "Score the waiting attempts of a PostgreSQL store until stopped.",
        discussion: """
            An attempt without a score waits in the store's queue. Any number of workers on any number of \
            machines share the queue; each attempt is scored once, even if workers are killed. An attempt \
            that cannot be scored is moved aside, with the reason in its feedback. On SIGTERM or Ctrl-C the \
            worker finishes its current attempts and releases the others.

            http://127.0.0.1:PORT/metrics has metrics for Prometheus; /health is 200 if the store takes \
            scores, otherwise 503 with the reason.

            Examples:
              signify-worker --db postgresql://signify_worker@db.example.org/practice
              signify-worker --db postgresql://signify_worker@localhost/practice --threads 4 --once
            """,
        version: ScoringSignature.current)

    @Option(
        help: ArgumentHelp(
            "The store, as postgresql://signify_worker@host/database; its password in PGPASSWORD or "
                + "~/.pgpass.",
            valueName: "store"))
    var db: String

    @Option(
        help: ArgumentHelp(
            "An address of the same server without a pooler, for its notifications; by default the store's. "
                + "Behind a pooler the worker looks into the queue every second.",
            valueName: "store"))
    var listen: String?

    @Option(help: "Attempts scored concurrently; by default one per processor.")
    var threads: Int?

    @Option(help: "Attempts per claim of a thread, 1 to 1000.")
    var batch = WorkerConfiguration.usualBatch

    @Option(
        help: "Seconds for which a claim holds; then the attempts of a killed worker return to the queue.")
    var lease = 300.0

    @Option(help: "Tries per attempt before it is moved aside.")
    var tries = 5

    @Option(help: "The port of 127.0.0.1 for /metrics and /health; 0 selects a free port.")
    var metricsPort: UInt16 = 9464

    @Flag(help: "End when the queue is empty.")
    var once = false

    @Flag(help: "Log debug messages to standard error.")
    var verbose = false

    func validate() throws {
        guard (1...256).contains(threads ?? 1) else {
            throw ValidationError("--threads must be a number from 1 to 256.")
        }
        guard (1...1000).contains(batch) else {
            throw ValidationError("--batch must be a number from 1 to 1000.")
        }
        guard lease >= 0.1, lease <= 86_400 else {
            throw ValidationError("--lease must be a number of seconds from 0.1 to 86400.")
        }
        guard (1...1000).contains(tries) else {
            throw ValidationError("--tries must be a number from 1 to 1000.")
        }
    }

    static func main() {
        Program.main(parse: { try parseAsRoot() }, run: { try $0.run() }) {
            if exitCode(for: $0) != .failure { exit(withError: $0) }
        }
    }

    func run() throws {
        let signals = TerminationSignals()
        let address = try address(db, "--db")
        let listeningAddress = try listen.map { try self.address($0, "--listen") } ?? address
        let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
        var logger = Logger(label: "signify.worker") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = verbose ? .debug : .info
        // One connection per thread, one for the pages and one for the reference signs.
        let store = PostgresConfiguration(
            connections: threads + 2, startPatience: .seconds(30), applicationName: "signify-worker")
        let worker = try ScoringWorker(
            ScoringQueue(PostgresDatabase(address, configuration: store, logger: logger)),
            listener: PostgresListener(listeningAddress, configuration: store, logger: logger),
            configuration: WorkerConfiguration(
                threads: threads, batch: batch, lease: .seconds(lease), tries: tries, endsWhenEmpty: once),
            logger: logger)
        let port = try Blocking.value { [metricsPort] in
            try await WorkerPages(worker, port: metricsPort).start()
        }
        logger.info(
            "worker ready",
            metadata: [
                "threads": "\(threads)", "signs": "\(worker.signs)",
                "signature": "\(ScoringSignature.current)",
                "pages": "http://127.0.0.1:\(port)",
            ])
        signals.onTermination { worker.stop() }
        worker.run()
    }

    private func address(_ text: String, _ option: String) throws -> PostgresAddress {
        guard case .postgresql(let address) = try StoreLocation(parsing: text) else {
            throw AnalysisFailure(
                "\(option) names a SQLite store, which has no queue; pass postgresql://user@host/database",
                kind: .badInput)
        }
        return address
    }
}
