import Alignment
import Landmarks
import Scoring

/// The readable takes of a folder, prepared for scoring.
package struct RecordedTakes: Sendable {
    package struct Take: Sendable {
        package let source: TakeFolder.Take
        package let prepared: PreparedTake

        package init(source: TakeFolder.Take, prepared: PreparedTake) {
            self.source = source
            self.prepared = prepared
        }

        package var isReference: Bool { source.isReference }

        /// The take with another metric.
        package func measured(by metric: SignMetric) -> Take {
            Take(source: source, prepared: prepared.measured(by: metric))
        }
    }

    /// Sorted by signer, sign and number.
    package let takes: [Take]
    /// The unreadable takes with their errors.
    package let failures: [(path: String, error: any Error)]

    /// Reads and prepares every take of a folder, in parallel.
    package init(_ folder: TakeFolder, threads: Int? = nil) {
        self.init(folder.takes, threads: threads) { $0 }
    }

    private init(
        _ sources: [TakeFolder.Take], threads: Int?, edit: @Sendable (LandmarkClip) -> LandmarkClip
    ) {
        let read = Parallel.map(sources, threads: threads ?? Parallel.processors) { take in
            Result { () throws -> PreparedTake in
                try PreparedTake(edit(LandmarkReader().read(path: take.path)), signer: take.signer)
            }
        }
        var takes: [Take] = []
        var failures: [(path: String, error: any Error)] = []
        for (source, result) in zip(sources, read) {
            switch result {
            case .success(let prepared): takes.append(Take(source: source, prepared: prepared))
            case .failure(let error): failures.append((source.path, error))
            }
        }
        self.takes = takes
        self.failures = failures
    }

    /// Takes that are prepared already, sorted as ``takes``.
    package init(takes: [Take]) {
        self.takes = takes
        failures = []
    }

    /// The takes of several folders, one folder after the other.
    package init(joining parts: [RecordedTakes]) { self.init(takes: parts.flatMap(\.takes)) }

    /// The same references, with changed attempts: those are read again.
    package func changingAttempts(
        _ edit: @Sendable (LandmarkClip) -> LandmarkClip
    ) -> RecordedTakes {
        let attempts = RecordedTakes(takes.map(\.source).filter { !$0.isReference }, threads: nil, edit: edit)
        let changed = Dictionary(attempts.takes.map { ($0.source.path, $0) }) { first, _ in first }
        return RecordedTakes(takes: takes.compactMap { $0.isReference ? $0 : changed[$0.source.path] })
    }

    /// The signers, sorted, each once.
    package var signers: [String] { Set(takes.map(\.source.signer)).sorted() }

    /// The takes with another metric. O(takes · frames · features).
    package func measured(by metric: SignMetric, threads: Int = Parallel.processors) -> RecordedTakes {
        RecordedTakes(takes: Parallel.map(takes, threads: threads) { $0.measured(by: metric) })
    }

    package func filtered(_ isIncluded: (Take) -> Bool) -> RecordedTakes {
        RecordedTakes(takes: takes.filter(isIncluded))
    }
}
