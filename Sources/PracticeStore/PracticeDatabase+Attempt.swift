import Foundation

extension PracticeDatabase {
    /// The landmarks that `rawMetrics` holds or refers to, for an attempt of `userID`.
    ///
    /// An attempt itself is a JSON array, or an object with `frames`; a reference is an object with `media_id`,
    /// or with `bucket` and `path`. Anything else is summary statistics, which cannot be scored:
    /// ``StoreError/refused(table:column:reason:)``. Another user's media is ``StoreError/notFound(_:)``.
    /// Linear in the bytes.
    func resolve(rawMetrics: String, for userID: UUID) throws(StoreError) -> AttemptLandmarks {
        let bytes = Data(rawMetrics.utf8)
        let envelope: RawMetrics
        do {
            envelope = try JSONDecoder().decode(RawMetrics.self, from: bytes)
        } catch let error as StoreError {
            throw error
        } catch {
            throw RawMetrics.refused("it is not a JSON object or array; store the attempt's JSON as it came")
        }
        switch envelope {
        case .attempt: return .stored(.inline(bytes))
        case .mediaID(let id): return AttemptLandmarks(try media(id: id, for: userID))
        case .object(let bucket, let path):
            return AttemptLandmarks(try media(bucket: bucket, path: path, for: userID))
        case .statistics:
            throw RawMetrics.refused(
                "it holds summary statistics, which cannot be scored; score the recording, or refer to it by "
                    + "media_id")
        }
    }

    /// The landmarks of a stored attempt: its recording, else those that its `raw_metrics` holds or refers to. An object
    /// outside this store is ``StoreError/notFound(_:)``.
    public func attempt(sessionID: UUID) throws(StoreError) -> AttemptBytes {
        let session = try session(id: sessionID)
        switch try landmarks(mediaID: session.mediaID, rawMetrics: session.rawMetrics, for: session.userID) {
        case .stored(let bytes): return bytes
        case .object(let media): throw .notFound(.media(media.outside))
        }
    }

    /// The landmarks of an attempt with this recording and `raw_metrics`.
    func landmarks(
        mediaID: UUID?, rawMetrics: String?, for userID: UUID
    ) throws(StoreError) -> AttemptLandmarks {
        if let mediaID { return AttemptLandmarks(try media(id: mediaID, for: userID)) }
        guard let rawMetrics else {
            throw RawMetrics.refused(
                "it is empty and there is no recording; store the attempt with its recording")
        }
        return try resolve(rawMetrics: rawMetrics, for: userID)
    }
}

extension AttemptLandmarks {
    fileprivate init(_ media: StoredMedia) {
        self = media.bytes.map { .stored(.media(id: media.id, $0)) } ?? .object(media)
    }
}

extension StoredMedia {
    /// For an error where no storage is at hand.
    public var outside: String { "\(bucket)/\(path) (its bytes lie outside this store)" }
}
