import Landmarks
import Scoring

/// Every attempt of a folder against every reference of it.
struct DistanceMatrix {
    /// Takes of this number and below are references.
    static let lastReferenceTake = 3
    /// Takes of another sign that a calibration looks at.
    static let cohortTakes = 2

    private struct Reference: Sendable {
        let signer: String
        let sign: ReferenceSign
    }

    private typealias Attempt = (take: TakeFolder.Take, prepared: PreparedTake)

    /// Whether some takes had their line on standard error and are not in the matrix.
    let hasUnreadableTakes: Bool
    private let references: [Reference]
    private let attempts: [Attempt]
    private let threads: Int

    /// Reads and prepares every take, and calibrates the references.
    init(_ takes: [TakeFolder.Take], threads: Int) throws {
        self.threads = threads
        StandardStreams.note("Reading \(takes.count) takes")
        let read = Parallel.map(takes, threads: threads) { take in
            Result {
                try PreparedTake(
                    try Recording(path: take.path, reader: LandmarkReader()).clip, signer: take.signer)
            }
        }
        var attempts: [Attempt] = []
        var groups: [(signer: String, gloss: String, takes: [PreparedTake])] = []
        var isComplete = true
        for (take, result) in zip(takes, read) {
            switch result {
            case .failure(let error):
                CommandFailure(error, at: take.path).report()
                isComplete = false
            case .success(let prepared) where take.number > Self.lastReferenceTake:
                attempts.append((take, prepared))
            case .success(let prepared):
                // The takes come sorted by signer and sign.
                if let last = groups.last, last.signer == take.signer, last.gloss == take.sign {
                    groups[groups.count - 1].takes.append(prepared)
                } else {
                    groups.append((take.signer, take.sign, [prepared]))
                }
            }
        }
        hasUnreadableTakes = !isComplete
        self.attempts = attempts
        guard !groups.isEmpty else {
            throw CommandFailure(
                line: "the folder has no readable takes 00 to 03, which are the references; add some",
                status: CommandFailure.badInput)
        }
        StandardStreams.note("Calibrating \(groups.count) references")
        let all = groups
        references = Parallel.map(all, threads: threads) { group in
            let cohort = all.filter { $0.gloss != group.gloss }.map {
                Array($0.takes.prefix(Self.cohortTakes))
            }
            let calibration = SignCalibration.measured(takes: group.takes, cohort: cohort)
            return Reference(
                signer: group.signer,
                sign: ReferenceSign(gloss: group.gloss, takes: group.takes, calibration: calibration))
        }
    }

    /// A row for each attempt and reference, by attempt, then reference.
    func csv() throws -> String {
        StandardStreams.note("Comparing \(attempts.count) attempts with \(references.count) references")
        let scorer = WordScorer()
        let references = references
        let rows = Parallel.map(attempts, threads: threads) { attempt in
            Result { () throws -> String in
                var rows = ""
                for reference in references {
                    let distance: Double
                    do {
                        distance = try scorer.distance(attempt.prepared, to: reference.sign)
                    } catch {
                        throw CommandFailure(error, at: attempt.take.path)
                    }
                    let fields = [
                        attempt.take.signer, attempt.take.sign, attempt.take.name, reference.signer,
                        reference.sign.gloss,
                    ]
                    // Swift's own description is the shortest that gives the same number back.
                    rows += fields.map(Self.field).joined(separator: ",") + ",\(0 - distance)\n"
                }
                return rows
            }
        }
        let header = "attempt_signer,attempt_sign,attempt_take,ref_signer,ref_sign,score\n"
        return try rows.reduce(into: header) { $0 += try $1.get() }
    }

    /// As RFC 4180 quotes it.
    private static func field(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n\r\n".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
