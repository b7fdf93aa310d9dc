import Foundation
import Logging
import Signify
import Synchronization

/// Scores the attempts that wait in a store's queue until it is told to stop.
///
/// Any number of workers on any number of machines share a queue. An attempt is claimed for a time and counted as
/// begun before it is looked at; its score, feedback and points are written in one transaction that finds it unscored
/// or does nothing. So a worker may be killed at any moment: its attempts come back when their lease ends, and none is
/// scored twice. A store that goes away is waited for.
public final class ScoringWorker: Sendable {
    /// What it has done so far.
    public let figures = WorkerFigures()
    private let queue: ScoringQueue
    private let listener: PostgresListener
    private let configuration: WorkerConfiguration
    private let logger: Logger
    private let shelf: ReferenceShelf
    private let bell = Bell()

    /// A worker on the queue of a store. Reads the store's reference signs, and listens for new attempts. Throws
    /// ``StoreError``, or ``AnalysisFailure`` for a reference that cannot be read.
    public init(
        _ queue: ScoringQueue, listener: PostgresListener, configuration: WorkerConfiguration, logger: Logger
    ) throws {
        self.queue = queue
        self.listener = listener
        self.configuration = configuration
        self.logger = logger
        shelf = try ReferenceShelf(queue, refresh: configuration.refresh, logger: logger)
    }

    /// How many reference signs it compares with.
    public var signs: Int { shelf.count }

    /// Works until ``stop()``, or until the queue is empty where the configuration says so. Takes the calling thread,
    /// and makes the configured number of others.
    public func run() {
        let threads = DispatchGroup()
        for number in 0..<configuration.threads {
            threads.enter()
            let thread = Thread { [self] in
                work()
                threads.leave()
            }
            thread.name = "signify.worker.\(number)"
            // The stack of a main thread: alignment recurses nowhere, but JSON does.
            thread.stackSize = 8 << 20
            thread.start()
        }
        if !configuration.endsWhenEmpty { listen() }
        threads.wait()
        logger.info("worker ended", metadata: ["scored": "\(figures.count(.scored))"])
    }

    /// Has ``run()`` end: each thread finishes the attempt in hand and gives back the others that it has claimed. From
    /// any thread.
    public func stop() {
        bell.stop()
        listener.wake()
    }

    /// The metrics page, with the state of the queue as it is now.
    func metrics(started: Date) -> String {
        figures.prometheus(
            queue: try? queue.figures(), signs: shelf.count, threads: configuration.threads,
            started: started.timeIntervalSince1970)
    }

    /// Whether the queue can be reached; the store's line where not.
    func health() -> String? {
        do throws(StoreError) {
            _ = try queue.figures()
            return nil
        } catch {
            return error.description
        }
    }

    /// Rings the bell for every notification, and every so often without one, since a notification can be lost.
    private func listen() {
        while !bell.isStopped {
            // A retry falls due without a notification: look no less often than the shortest pause.
            _ = listener.wait(timeout: min(configuration.pause, configuration.longestPause))
            bell.ring()
        }
    }

    private func work() {
        let scoring = AttemptScoring(queue: queue, shelf: shelf, figures: figures)
        var failures = 0
        while !bell.isStopped {
            let heard = bell.rings
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
                for (place, claim) in claims.enumerated() {
                    if bell.isStopped {
                        for claim in claims[place...] { release(claim) }
                        return
                    }
                    finish(claim, scoring)
                }
            } catch {
                figures.addStoreFailure()
                failures += 1
                logger.error("the queue cannot be read: \(error)")
                if configuration.endsWhenEmpty, failures > configuration.tries { return }
                // Soon after the store is back: learners wait.
                bell.sleep(min(configuration.pause(after: failures), .seconds(30)))
            }
        }
    }

    /// Scores an attempt and writes what came of it. A store that fails meanwhile leaves the attempt claimed: it comes
    /// back when the lease ends.
    private func finish(_ claim: ScoringClaim, _ scoring: AttemptScoring) {
        let isLast = claim.tries >= configuration.tries
        do throws(StoreError) {
            // The tries before ended without a word: whatever it is, it kills workers.
            if claim.tries > configuration.tries {
                return try poison(claim, .tooManyTries(claim.tries - 1, last: nil))
            }
            switch scoring.outcome(of: claim) {
            case .scored(let feedback):
                let isFirst = try figures.time(.store) { () throws(StoreError) in
                    try queue.complete(claim, feedback: feedback, at: Date())
                }
                figures.add(isFirst ? .scored : .overtaken)
            case .poisoned(let fault): try poison(claim, fault)
            case .failed(let line) where isLast: try poison(claim, .tooManyTries(claim.tries, last: line))
            case .failed(let line):
                logger.warning("an attempt will be tried again: \(line)", metadata: ["try": "\(claim.tries)"])
                let isHeld = try figures.time(.store) { () throws(StoreError) in
                    try queue.retry(claim, after: configuration.pause(after: claim.tries), error: line)
                }
                figures.add(isHeld ? .retried : .overtaken)
            case .interrupted(let line):
                figures.addStoreFailure()
                logger.warning("the store went away: \(line)")
                release(claim)
            case .gone: figures.add(.overtaken)
            }
        } catch {
            figures.addStoreFailure()
            logger.error("what came of an attempt could not be written: \(error)")
        }
    }

    private func poison(_ claim: ScoringClaim, _ fault: ScoringFault) throws(StoreError) {
        let isHeld = try figures.time(.store) { () throws(StoreError) in try queue.poison(claim, fault: fault)
        }
        guard isHeld else { return figures.add(.overtaken) }
        logger.warning("an attempt was moved aside: \(fault.code): \(fault.message)")
        figures.add(.poisoned, fault: fault.code)
    }

    private func release(_ claim: ScoringClaim) {
        do throws(StoreError) {
            if try queue.release(claim) { figures.add(.released) }
        } catch {
            figures.addStoreFailure()
            logger.warning("an attempt could not be given back and waits for its lease's end: \(error)")
        }
    }
}
