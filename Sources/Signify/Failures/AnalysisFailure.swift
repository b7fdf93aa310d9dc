import Foundation
import Landmarks
import PracticeStore
import RecordingCheck
import Scoring
import SigningSpace

/// An error of scoring or of a store, as one line with the fault, its place and its remedy. All interfaces
/// give the same line.
public struct AnalysisFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of a failure. The raw value is the status of the C interface, after `sysexits.h`;
    /// ``exitStatus`` is the status of a program.
    public enum Kind: Int32, Sendable, Hashable, CaseIterable {
        /// A wrong call or command line, whatever the input (`EX_USAGE`).
        case wrongUse = 64
        /// A recording that cannot be read or scored, or a value that the store refuses (`EX_DATAERR`).
        case badInput = 65
        /// A sign, session, lesson, user or store that does not exist (`EX_NOINPUT`).
        case notFound = 66
        /// A store that is locked, unreachable, or of a later version (`EX_UNAVAILABLE`).
        case unavailable = 69
        /// A fault of this program or of the store's file (`EX_SOFTWARE`).
        case fault = 70
        /// The identifier of a new session is in use (`EX_CANTCREAT`).
        case taken = 73
        /// A failed read or write of a disk, a pipe or a server (`EX_IOERR`).
        case io = 74
        /// A cap of the learner, which passes (`EX_TEMPFAIL`).
        case limit = 75
        /// A database role without the required right (`EX_NOPERM`).
        case denied = 77

        /// The exit status of a program: the raw value, but that of ``badInput`` for ``notFound`` and ``taken``.
        public var exitStatus: Int32 {
            switch self {
            case .notFound, .taken: Kind.badInput.rawValue
            default: rawValue
            }
        }
    }

    /// Fault, place and remedy; no line break.
    public let line: String
    public let kind: Kind

    public var description: String { line }

    public init(_ line: String, kind: Kind) {
        self.line = line.onOneLine
        self.kind = kind
    }

    /// The failure for `error`; `place`, an input or a sign, precedes its description. An ``AnalysisFailure``
    /// stays as it is.
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
    /// The text with ? in place of each control character, so that a file name cannot break the line.
    var onOneLine: String {
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
        case .locked, .unreachable, .takesNoChanges, .newerSchema, .schemaChanged: self = .unavailable
        case .taken: self = .taken
        case .limited: self = .limit
        case .denied: self = .denied
        case .io: self = .io
        case .corrupt, .failed: self = .fault
        case .refused, .cannotOpen, .unsupported: self = .badInput
        }
    }
}
