import Foundation
import Landmarks
import PracticeStore
import RecordingCheck
import Scoring
import SigningSpace

/// The reason for which an attempt has no score, or a store no answer: one line with the fault, its place and its remedy, the
/// same in every interface.
public struct AnalysisFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of a failure.
    ///
    /// The raw value is the status of the C interface, after `sysexits.h`, and ``exitStatus`` that of a program: the one
    /// table of codes.
    public enum Kind: Int32, Sendable, Hashable, CaseIterable {
        /// A wrong call or command line; the input is not at fault (`EX_USAGE`).
        case wrongUse = 64
        /// A recording that cannot be read or scored, or a value that the store refuses (`EX_DATAERR`).
        case badInput = 65
        /// A sign, session, lesson, user or store that does not exist (`EX_NOINPUT`).
        case notFound = 66
        /// A store that is locked, cannot be reached, or is of a later version (`EX_UNAVAILABLE`).
        case unavailable = 69
        /// A fault of this program, or of the store's file (`EX_SOFTWARE`).
        case fault = 70
        /// A disk, a pipe or a server that failed a read or a write (`EX_IOERR`).
        case io = 74
        /// A database role without the right (`EX_NOPERM`).
        case denied = 77

        /// The exit status of a program. A name on a command line that nothing is found by is bad input there.
        public var exitStatus: Int32 { self == .notFound ? Kind.badInput.rawValue : rawValue }
    }

    /// The line, without a line break.
    public let line: String
    /// Its kind, which has the status.
    public let kind: Kind

    public var description: String { line }

    /// A failure of its own.
    public init(_ line: String, kind: Kind) {
        self.line = line.onOneLine
        self.kind = kind
    }

    /// The failure of `error`, at the input or sign that `place` names. A failure keeps its own line.
    public init(_ error: any Error, at place: String? = nil) {
        if let failure = error as? AnalysisFailure {
            self = failure
            return
        }
        let fault: String
        switch error {
        case let error as LandmarkError: (fault, kind) = (error.description, .badInput)
        case let error as SigningSpaceError: (fault, kind) = (error.description, .badInput)
        case let error as RecordingFault: (fault, kind) = (error.description, .badInput)
        case let error as ScoringError: (fault, kind) = (error.description, .badInput)
        case let error as TaskError: (fault, kind) = (error.description, .badInput)
        case let error as StoreError: (fault, kind) = (error.description, Kind(error))
        default: (fault, kind) = ((error as NSError).localizedDescription, .fault)
        }
        line = (place.map { "\($0): \(fault)" } ?? fault).onOneLine
    }
}

extension String {
    /// The text with ? for each control character: a strange file name does not break a line in two.
    package var onOneLine: String {
        guard unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            return self
        }
        return unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : String($0) }.joined()
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
