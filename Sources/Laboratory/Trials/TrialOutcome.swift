import Alignment
import Landmarks
import Scoring
import SigningSpace
import SyntheticSigner

/// The feedback on a trial, and whether it is right.
public struct TrialOutcome: Sendable {
    /// The gloss of the sign that was made.
    private let signed: String
    /// The row of the table in which it counts.
    public let row: TrialRow
    /// As "HELLO by dev: too-low".
    public let name: String
    /// The summary, or the error in its place.
    public let summary: String
    /// The score; `nil` if the recording was refused.
    public let score: Double?
    public let passed: Bool
    /// The warnings about the recording.
    public let warnings: [String]
    /// The number of corrections.
    public let claims: Int
    let verdicts: [ClaimVerdict]

    /// Whether a correction names the fault, or, for a fault of the whole attempt, the summary.
    public var isFound: Bool {
        if row.plainWords.contains(where: summary.contains) { return true }
        if row == .otherSign { return summary.contains("like \(signed)") }
        return verdicts.contains(where: \.isRight)
    }
    /// Whether the feedback is wrong.
    ///
    /// Corrections of an attempt at another sign are not judged. A clean attempt that is called another sign
    /// is misled.
    public var isMisled: Bool {
        (row != .otherSign && verdicts.contains(where: \.isMisleading))
            || (row.isClean && summary.contains("It looks "))
    }

    /// Performs, scores and judges a trial.
    public init(_ trial: FaultTrial, library: TrialLibrary) throws {
        let take = trial.take()
        signed = trial.script.gloss
        var twin = trial.needsSettling ? TwinTruth(trial) : nil
        row = twin.map(trial.settledRow) ?? trial.row
        name =
            "\(trial.target) by \(trial.signer.name): "
            + (trial.row == .otherSign ? "signs \(trial.script.gloss)" : take.truth.fault ?? "clean")
            + (take.truth.size.map { " \($0) \(take.truth.direction ?? "")" } ?? "")
        let limit = trial.row == .cleanOneReference ? 1 : Int.max
        guard let sign = library.sign(trial.target, without: trial.signer.name, limit: limit) else {
            throw TrialError.noReference(trial.target)
        }
        do {
            let scored = try WordScorer().score(try PreparedTake(take.clip), against: sign)
            summary = scored.feedback.summary
            score = scored.score
            passed = scored.feedback.passed
            warnings = scored.feedback.quality.warnings
            claims = scored.feedback.moments.count
            let claimed = scored.feedback.moments.map(CorrectionClaim.init)
            if twin == nil, trial.fault != nil, !claimed.isEmpty { twin = TwinTruth(trial) }
            let truth = twin
            verdicts = claimed.map { ClaimVerdict($0, of: trial, truth: take.truth, twin: truth) }
        } catch let error as SigningSpaceError {
            summary = error.description
            score = nil
            passed = false
            warnings = []
            claims = 0
            verdicts = []
        }
    }

    /// The outcomes in the order of the trials, computed on all processors.
    public static func all(_ trials: [FaultTrial], library: TrialLibrary) throws -> [TrialOutcome] {
        try Parallel.map(trials) { trial in Result { try TrialOutcome(trial, library: library) } }
            .map { try $0.get() }
    }
}

public enum TrialError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The gloss has no reference by another signer.
    case noReference(String)

    public var description: String {
        switch self {
        case .noReference(let gloss): "there is no reference of \(gloss) by another signer"
        }
    }
}
