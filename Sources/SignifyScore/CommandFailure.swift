import ArgumentParser
import Evaluation
import Foundation
import Landmarks
import PracticeStore
import Scoring
import SigningSpace

/// Why the command ends without its result: one line for standard error, and the exit status.
struct CommandFailure: Error {
    /// What is wrong and how to mend it, without the command's name; `nil` where every line was said already.
    let line: String?
    /// As in `sysexits.h`.
    let status: Int32

    /// Bad input: `EX_DATAERR`.
    static let badInput: Int32 = 65
    /// A server that does not answer: `EX_UNAVAILABLE`.
    static let unavailable: Int32 = 69
    /// Output that cannot be written: `EX_IOERR`.
    static let cannotWrite: Int32 = 74
    /// A role without the right: `EX_NOPERM`.
    static let notPermitted: Int32 = 77

    /// Some of many inputs were bad, and each had its line.
    static let reported = CommandFailure(line: nil, status: badInput)

    init(line: String?, status: Int32) {
        self.line = line
        self.status = status
    }

    /// The failure that `error` is, at the input `place`.
    init(_ error: any Error, at place: String? = nil) {
        if let failure = error as? CommandFailure {
            self = failure
            return
        }
        let what: String
        switch error {
        case let error as LandmarkError: what = error.description
        case let error as SigningSpaceError: what = error.description
        case let error as ScoringError: what = error.description
        case let error as EvaluationError: what = error.description
        case let error as StoreError: what = error.description
        default: what = (error as NSError).localizedDescription
        }
        line = place.map { "\(Self.name(of: $0)): \(what)" } ?? what
        status =
            switch error as? StoreError {
            case .io: Self.cannotWrite
            case .unreachable: Self.unavailable
            case .denied: Self.notPermitted
            default: Self.badInput
            }
    }

    /// Says the line.
    func report() {
        if let line { StandardStreams.note("signify-score: \(line)") }
    }

    /// A path as a message names it.
    static func name(of path: String) -> String { path == "-" ? "standard input" : path }
}
