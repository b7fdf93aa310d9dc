import Alignment
import Landmarks
import Scoring

/// The readable takes of a folder, prepared for scoring.
package struct RecordedTakes: Sendable {
    package struct Take: Sendable {
        package let source: TakeFolder.Take
        package let prepared: PreparedTake

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
    ///
    /// - Parameter edit: changes each attempt before it is prepared; references stay unchanged.
    package init(
        _ folder: TakeFolder, threads: Int? = nil,
        attempts edit: @Sendable (LandmarkClip) -> LandmarkClip = { $0 }
    ) {
        let read = Parallel.map(folder.takes, threads: threads ?? Parallel.processors) { take in
            Result { () throws -> PreparedTake in
                let clip = try LandmarkReader().read(path: take.path)
                return try PreparedTake(take.isReference ? clip : edit(clip), signer: take.signer)
            }
        }
        var takes: [Take] = []
        var failures: [(path: String, error: any Error)] = []
        for (source, result) in zip(folder.takes, read) {
            switch result {
            case .success(let prepared): takes.append(Take(source: source, prepared: prepared))
            case .failure(let error): failures.append((source.path, error))
            }
        }
        self.takes = takes
        self.failures = failures
    }

    private init(takes: [Take]) {
        self.takes = takes
        failures = []
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
