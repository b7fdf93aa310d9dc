import Foundation
import ObjectStorage
import Signify

/// The attempts of one claim with their landmarks: read together, and one by one where they cannot be read together.
struct ClaimedBatch {
    private let queue: ScoringQueue
    private let recordingStorage: RecordingStorage?
    private let figures: WorkerFigures
    private let bytes: Int
    /// In the order of the claims, without those that are gone; `nil` where they cannot be read together.
    private let attempts: [QueuedAttempt]?
    private let places: [UUID: Int]
    private var recordings: [UUID: AttemptBytes] = [:]
    /// The place in `attempts` to which recordings have been read.
    private var end = 0

    /// Reads the rows, in one statement.
    ///
    /// - Parameter bytes: of recordings that are held at once; or one recording, whatever its length.
    init(
        _ claims: [ScoringClaim], _ queue: ScoringQueue, _ recordingStorage: RecordingStorage?, bytes: Int,
        _ figures: WorkerFigures
    ) {
        self.queue = queue
        self.recordingStorage = recordingStorage
        self.figures = figures
        self.bytes = bytes
        let rows = try? figures.time(.fetch) { () throws(StoreError) in
            let rows = try queue.attempts(claims).map { ($0.claim.sessionID, $0) }
            return Dictionary(rows) { first, _ in first }
        }
        attempts = rows.map { rows in claims.compactMap { rows[$0.sessionID] } }
        let sessions = (attempts ?? []).map(\.claim.sessionID)
        places = Dictionary(zip(sessions, sessions.indices)) { first, _ in first }
    }

    /// The row of a claimed attempt; `nil` where it is gone from the queue.
    func attempt(_ claim: ScoringClaim) throws(StoreError) -> QueuedAttempt? {
        if let attempts { return places[claim.sessionID].map { attempts[$0] } }
        return try figures.time(.fetch) { () throws(StoreError) in try queue.attempts([claim]).first }
    }

    /// The HTTP request that handed a claimed attempt in; `nil` where it is not known.
    func request(of claim: ScoringClaim) -> String? {
        places[claim.sessionID].flatMap { attempts?[$0].requestID }
    }

    /// The landmarks of an attempt, which are held no longer. Ask in the order of the claims. Throws as
    /// ``ScoringQueue/landmarks(of:)`` and ``RecordingStorage/recording(_:of:)``.
    mutating func landmarks(of attempt: QueuedAttempt) throws -> AttemptBytes {
        let session = attempt.claim.sessionID
        if let attempts, let place = places[session], place >= end { readAhead(attempts, from: place) }
        if let recording = recordings.removeValue(forKey: session) { return recording }
        return try figures.time(.fetch) { () throws in
            switch try queue.landmarks(of: attempt) {
            case .stored(let bytes): return bytes
            case .object(let media):
                guard let recordingStorage else { throw StoreError.notFound(.media(media.outside)) }
                return .media(
                    id: media.id, try recordingStorage.recording(media, of: attempt.claim.userID))
            }
        }
    }

    private mutating func readAhead(_ attempts: [QueuedAttempt], from place: Int) {
        recordings = [:]
        do throws(StoreError) {
            let read = try figures.time(.fetch) { () throws(StoreError) in
                try queue.recordings(of: attempts[place...], bytes: bytes)
            }
            recordings = read.bySession
            end = place + read.count
        } catch {
            // One by one then, where the fault is one recording's.
            end = attempts.count
        }
    }
}
