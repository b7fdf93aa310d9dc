import Foundation
import Logging
import Signify
import Synchronization

/// Scores the attempts in a store's queue until ``stop()``.
///
/// Any number of workers on any number of machines share a queue. A claim leases an attempt and counts the
/// try before the attempt is read. One transaction writes score, feedback and points if the attempt is still
/// unscored. A worker may therefore be killed at any moment: its attempts return to the queue when their
/// lease ends, and none is scored twice. A worker waits for an unreachable store.
public final class ScoringWorker: Sendable {
    public let figures = WorkerFigures()
    let queue: ScoringQueue
    let recordings: RecordingStorage?
    private let listener: PostgresListener
    private let configuration: WorkerConfiguration
    let logger: Logger
    let shelf: ReferenceShelf
    private let bell = Bell()

    /// Reads the store's reference signs. Throws ``StoreError``, and ``AnalysisFailure`` for an unreadable
    /// reference.
    ///
    /// - Parameter recordings: what reads recordings that lie outside the store; without, they cannot be scored.
    public init(
        _ queue: ScoringQueue, listener: PostgresListener, recordings: RecordingStorage? = nil,
        configuration: WorkerConfiguration, logger: Logger
    ) throws {
        self.queue = queue
        self.recordings = recordings
        self.listener = listener
        self.configuration = configuration
        self.logger = logger
        shelf = try ReferenceShelf(queue, refresh: configuration.refresh, logger: logger)
    }

    /// The number of reference signs.
    public var signs: Int { shelf.count }

    /// Scores until ``stop()``, or until the queue is empty if the configuration ends there. Blocks the
    /// calling thread and starts the configured number of threads.
    public func run() {
        let threads = DispatchGroup()
        for number in 0..<configuration.threads {
            threads.enter()
            let thread = Thread { [self] in
                work()
                threads.leave()
            }
            thread.name = "signify.worker.\(number)"
            // The stack size of a main thread: JSON decoding is recursive.
            thread.stackSize = 8 << 20
            thread.start()
        }
        if !configuration.endsWhenEmpty { listen() }
        threads.wait()
        logger.info("worker ended", metadata: ["scored": "\(figures.count(.scored))"])
    }

    /// Ends ``run()``. Each thread finishes its current attempt and releases its other claims. Thread-safe.
    public func stop() {
        bell.stop()
        listener.wake()
    }

    /// The metrics page, with the current state of the queue.
    func metrics(started: Date) -> String {
        figures.prometheus(
            queue: try? queue.figures(), signs: shelf.count, threads: configuration.threads,
            started: started.timeIntervalSince1970)
    }

    /// The reason why the store takes no scores now; `nil` where it does.
    func health() -> String? {
        do throws(StoreError) {
            try queue.store.check()
            return nil
        } catch {
            return error.description
        }
    }

    /// Rings the bell for each notification, and regularly without one, since a notification can be lost.
    private func listen() {
        if listener.isPolling {
            logger.info(
                "the address is a pooler's, which passes no notifications on: looking into the queue at intervals",
                metadata: ["interval": "\(PostgresListener.interval)"])
        }
        while !bell.isStopped {
            // A retry falls due without a notification, so wait no longer than the shortest pause.
            _ = listener.wait(timeout: min(configuration.pause, configuration.longestPause))
            bell.ring()
        }
    }

    private func work() {
        var failures = 0
        while !bell.isStopped {
            let heard = bell.rings
            let start = ContinuousClock.now
            do throws(StoreError) {
                let claims = try figures.time(.claim) { () throws(StoreError) in
                    try queue.claim(limit: configuration.batch, lease: configuration.lease)
                }
                failures = 0
                if claims.isEmpty {
                    if configuration.endsWhenEmpty { return }
                    bell.wait(past: heard)
                    continue
                }
                finish(claims, since: start)
            } catch {
                figures.addStoreFailure()
                failures += 1
                logger.error("the queue cannot be read: \(error)")
                if configuration.endsWhenEmpty, failures > configuration.tries { return }
                // Learners wait once the store is back. The store has waited for it itself, with growing pauses.
                bell.sleep(min(configuration.pause(after: failures), .seconds(1)))
            }
        }
    }

    /// Scores claimed attempts in their order and writes their outcomes; gives the rest back when the worker is stopped, and when
    /// half of the lease is over, so that no other worker gets what this one is at. An attempt whose outcome cannot be written stays
    /// claimed until its lease ends.
    private func finish(_ claims: [ScoringClaim], since start: ContinuousClock.Instant) {
        var batch = ClaimedBatch(claims, queue, recordings, bytes: configuration.batchBytes, figures)
        var rest = claims[...]
        var scored: [ScoredClaim] = []
        var sinceFirst = start
        while !bell.isStopped, let claim = rest.popFirst() {
            let outcome =
                claim.tries > configuration.tries
                ? AttemptOutcome.poisoned(.tooManyTries(claim.tries - 1, last: nil))
                : outcome(of: claim, in: &batch)
            if case .scored(let feedback) = outcome {
                if scored.isEmpty { sinceFirst = .now }
                scored.append(ScoredClaim(claim, feedback))
                logger.debug("an attempt is scored", metadata: Self.metadata(batch.request(of: claim)))
            } else {
                settle(claim, outcome, request: batch.request(of: claim))
            }
            // Nobody waits long for the others of a batch.
            if ContinuousClock.now - sinceFirst > .milliseconds(100) { write(&scored) }
            if ContinuousClock.now - start > configuration.lease / 2 { break }
        }
        write(&scored)
        release(Array(rest))
    }

    /// Writes scores, and empties the list. Where they cannot be written together, each is written alone, and one that the store
    /// refuses is tried again later.
    private func write(_ scored: inout [ScoredClaim]) {
        let all = scored
        scored = []
        guard !all.isEmpty else { return }
        do throws(StoreError) {
            let written = try figures.time(.store) { () throws(StoreError) in
                try queue.complete(all, at: Date())
            }
            for one in all { figures.add(written.contains(one.claim.sessionID) ? .scored : .overtaken) }
        } catch {
            let failure = AnalysisFailure(error)
            if all.count == 1, case .refused = error {
                return settle(all[0].claim, .failed(failure.line), request: nil)
            }
            guard all.count > 1, failure.kind != .unavailable else { return unwritten(error) }
            for one in all {
                var alone = [one]
                write(&alone)
            }
        }
    }

    private func unwritten(_ error: StoreError) {
        figures.addStoreFailure()
        logger.error("the outcome of an attempt cannot be written: \(error)")
    }

    /// Writes an outcome without a score.
    private func settle(_ claim: ScoringClaim, _ outcome: AttemptOutcome, request: String?) {
        let isLast = claim.tries >= configuration.tries
        do throws(StoreError) {
            switch outcome {
            case .scored: break
            case .poisoned(let fault): try poison(claim, fault, request: request)
            case .failed(let line) where isLast:
                try poison(claim, .tooManyTries(claim.tries, last: line), request: request)
            case .failed(let line):
                logger.warning(
                    "an attempt is tried again later: \(line)",
                    metadata: Self.metadata(request).merging(["try": "\(claim.tries)"]) { $1 })
                let isHeld = try figures.time(.store) { () throws(StoreError) in
                    try queue.retry(claim, after: configuration.pause(after: claim.tries), error: line)
                }
                figures.add(isHeld ? .retried : .overtaken)
            case .waiting(let line, let patience):
                let waits = try figures.time(.store) { () throws(StoreError) in
                    try queue.postpone(claim, patience: patience, error: line)
                }
                if waits {
                    logger.debug(
                        "an attempt waits for its recording: \(line)", metadata: Self.metadata(request))
                    figures.add(.waiting)
                } else {
                    // Or the claim is another's by now, which poisoning finds.
                    try poison(claim, .lateRecording(line), request: request)
                }
            case .interrupted(let line):
                figures.addStoreFailure()
                logger.warning("the store is unreachable: \(line)")
                release([claim])
                // What is given back is due at once.
                bell.sleep(min(configuration.pause, .seconds(1)))
            case .gone: figures.add(.overtaken)
            }
        } catch {
            unwritten(error)
        }
    }

    private func poison(
        _ claim: ScoringClaim, _ fault: ScoringFault, request: String?
    ) throws(StoreError) {
        let isHeld = try figures.time(.store) { () throws(StoreError) in try queue.poison(claim, fault: fault)
        }
        guard isHeld else { return figures.add(.overtaken) }
        logger.warning(
            "an attempt was moved aside: \(fault.code): \(fault.message)", metadata: Self.metadata(request))
        figures.add(.poisoned, fault: fault.code)
    }

    /// What a line of the log says of an attempt's request.
    private static func metadata(_ request: String?) -> Logger.Metadata {
        request.map { ["request": "\($0)"] } ?? [:]
    }

    private func release(_ claims: [ScoringClaim]) {
        guard !claims.isEmpty else { return }
        do throws(StoreError) {
            for _ in try queue.release(claims) { figures.add(.released) }
        } catch {
            figures.addStoreFailure()
            logger.warning("attempts cannot be released and wait for the end of their lease: \(error)")
        }
    }
}
