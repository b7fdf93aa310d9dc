import ArgumentParser
import Foundation
import Logging
import ObjectStorage
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

    @Option(
        help: ArgumentHelp(
            "Supabase Storage, as https://project.supabase.co/storage/v1, where recordings lie that apps upload "
                + "themselves; its key in SIGNIFY_STORAGE_KEY or --storage-key-file.",
            valueName: "address"))
    var storage: String?

    @Option(
        help: ArgumentHelp("A file with the secret key of the storage.", valueName: "file"),
        completion: .file())
    var storageKeyFile: String?

    @Option(help: "The bucket of the recordings, of which each learner has the folder of their identifier.")
    var storageBucket = RecordingStorage.usualBucket

    @Option(help: "The most megabytes of a recording in the storage, 1 to 1000.")
    var storageLimit = 100

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
        guard (1...1000).contains(storageLimit) else {
            throw ValidationError("--storage-limit must be a number of megabytes from 1 to 1000.")
        }
        guard storage != nil || storageKeyFile == nil else {
            throw ValidationError("--storage-key-file is the key of --storage, which is missing.")
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
            recordings: try recordings(),
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

    /// The storage that the options name; `nil` without one.
    private func recordings() throws -> RecordingStorage? {
        guard let storage else { return nil }
        let key: String
        if let storageKeyFile {
            do {
                key = try String(contentsOfFile: storageKeyFile, encoding: .utf8)
                    .trimmingCharacters(in: .whitespacesAndNewlines)
            } catch {
                throw AnalysisFailure(
                    "--storage-key-file \(storageKeyFile) cannot be read; name a file with the key",
                    kind: .badInput)
            }
        } else {
            key = ProcessInfo.processInfo.environment["SIGNIFY_STORAGE_KEY"] ?? ""
        }
        var limits = ObjectStorage.Limits()
        limits.bytes = storageLimit << 20
        do throws(StorageAddressError) {
            return RecordingStorage(
                try ObjectStorage(service: storage, key: key, limits: limits), bucket: storageBucket)
        } catch {
            throw AnalysisFailure("--storage: \(error)", kind: .badInput)
        }
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
