import ArgumentParser
import Foundation
import Logging
import Signify

/// The program `signify-worker`. It is no subcommand of `signify-score`, so that a program that scores one file does not load
/// the HTTP server of this one.
@main
struct SignifyWorker: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signify-worker",
        abstract: "Score the attempts that wait in a PostgreSQL store, until told to stop.",
        discussion: """
            An attempt that is handed in without a score waits in the store's queue. Any number of workers on any number \
            of machines take from it; each attempt is scored once, whatever happens to them. What cannot be scored is \
            moved aside with its reason in the attempt's feedback. SIGTERM and Ctrl-C let the attempts in hand be \
            finished, and give the others back.

            http://127.0.0.1:PORT/metrics has figures for Prometheus, /health says whether the store can be reached.

            Examples:
              signify-worker --db postgresql://signify_worker@db.example.org/practice
              signify-worker --db postgresql://signify_worker@localhost/practice --threads 4 --once
            """,
        version: ScoringSignature.current)

    @Option(
        help: ArgumentHelp(
            "The store, as postgresql://signify_worker@host/database; its password in PGPASSWORD or ~/.pgpass.",
            valueName: "store"))
    var db: String

    @Option(help: "Attempts scored at once; without it, one a processor.")
    var threads: Int?

    @Option(help: "Attempts that a thread claims at once, 1 to 1000.")
    var batch = 8

    @Option(help: "Seconds for which a claim holds; a killed worker's attempts come back after it.")
    var lease = 300.0

    @Option(help: "How often an attempt is begun before it is moved aside.")
    var tries = 5

    @Option(help: "The port of 127.0.0.1 for /metrics and /health; 0 takes a free one.")
    var metricsPort: UInt16 = 9464

    @Flag(help: "End when the queue is empty.")
    var once = false

    @Flag(help: "Say more on standard error.")
    var verbose = false

    func validate() throws {
        guard (1...256).contains(threads ?? 1) else {
            throw ValidationError("--threads is a number from 1 to 256.")
        }
        guard (1...1000).contains(batch) else { throw ValidationError("--batch is a number from 1 to 1000.") }
        guard lease >= 0.1, lease <= 86_400 else {
            throw ValidationError("--lease is a number of seconds from 0.1 to 86400.")
        }
        guard (1...1000).contains(tries) else { throw ValidationError("--tries is a number from 1 to 1000.") }
    }

    static func main() {
        Program.main(parse: { try parseAsRoot() }, run: { try $0.run() }) {
            if exitCode(for: $0) != .failure { exit(withError: $0) }
        }
    }

    func run() throws {
        let signals = TerminationSignals()
        guard case .postgresql(let address) = try StoreLocation(parsing: db) else {
            throw AnalysisFailure(
                "workers need a queue, which PostgreSQL alone has: give --db as postgresql://…",
                kind: .badInput)
        }
        let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
        var logger = Logger(label: "signify.worker") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = verbose ? .debug : .info
        // A connection for each thread, one for the pages and one for the references.
        let store = PostgresConfiguration(
            connections: threads + 2, startPatience: .seconds(30), applicationName: "signify-worker")
        let worker = try ScoringWorker(
            ScoringQueue(PostgresDatabase(address, configuration: store, logger: logger)),
            listener: PostgresListener(address, configuration: store, logger: logger),
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
}
