import Foundation
import Landmarks
import PracticeStore
import RecordingCheck
import Scoring
import SigningSpace

/// Why an attempt has no score, or a store no answer: one line that says what, where, and how to mend it, the same
/// from every front end.
public struct AnalysisFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// Whose matter it is.
    public enum Kind: Sendable, Hashable {
        /// What was given cannot be used.
        case badInput
        /// What was named is not there.
        case notFound
        /// The store cannot be used now: it is locked, not to be reached, or of a later version.
        case unavailable
        /// The role that the store is used by may not do this.
        case denied
        /// The disk failed a read or a write.
        case io
        /// A fault of this program, or of the store's file.
        case fault
    }

    /// The line, without a line break.
    public let line: String
    /// Whose matter it is.
    public let kind: Kind

    /// The line.
    public var description: String { line }

    /// A failure of its own.
    public init(_ line: String, kind: Kind) {
        self.line = line
        self.kind = kind
    }

    /// The failure that `error` is, at the input or sign that `place` names.
    public init(_ error: any Error, at place: String? = nil) {
        if let failure = error as? AnalysisFailure {
            self = failure
            return
        }
        let what: String
        switch error {
        case let error as LandmarkError: (what, kind) = (error.description, .badInput)
        case let error as SigningSpaceError: (what, kind) = (error.description, .badInput)
        case let error as RecordingFault: (what, kind) = (error.description, .badInput)
        case let error as ScoringError: (what, kind) = (error.description, .badInput)
        case let error as StoreError: (what, kind) = (error.description, Kind(error))
        default: (what, kind) = ((error as NSError).localizedDescription, .fault)
        }
        line = place.map { "\($0): \(what)" } ?? what
    }
}

extension AnalysisFailure.Kind {
    fileprivate init(_ error: StoreError) {
        switch error {
        case .notFound: self = .notFound
        case .locked, .unreachable, .newerSchema: self = .unavailable
        case .denied: self = .denied
        case .io: self = .io
        case .corrupt, .failed: self = .fault
        case .refused, .cannotOpen, .unsupported: self = .badInput
        }
    }
}
