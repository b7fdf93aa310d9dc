import Foundation

extension PracticeDatabase {
    /// The landmarks that `rawMetrics` holds or refers to, for an attempt of `userID`.
    ///
    /// An attempt itself is a JSON array, or an object with `frames`; a reference is an object with `media_id`,
    /// or with `bucket` and `path`. Anything else is summary statistics, which cannot be scored:
    /// ``StoreError/refused(table:column:reason:)``. Another user's media is ``StoreError/notFound(_:)``.
    /// Linear in the bytes.
    func resolve(rawMetrics: String, for userID: UUID) throws(StoreError) -> AttemptBytes {
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
        case .attempt: return .inline(bytes)
        case .mediaID(let id): return try content(of: media(id: id, for: userID))
        case .object(let bucket, let path):
            return try content(of: media(bucket: bucket, path: path, for: userID))
        case .statistics:
            throw RawMetrics.refused(
                "it holds summary statistics, which cannot be scored; score the recording, or refer to it by "
                    + "media_id")
        }
    }

    /// The landmarks of a stored attempt: its recording, else those that its `raw_metrics` holds or refers to.
    public func attempt(sessionID: UUID) throws(StoreError) -> AttemptBytes {
        let session = try session(id: sessionID)
        return try landmarks(mediaID: session.mediaID, rawMetrics: session.rawMetrics, for: session.userID)
    }

    /// The landmarks of an attempt with this recording and `raw_metrics`.
    func landmarks(mediaID: UUID?, rawMetrics: String?, for userID: UUID) throws(StoreError) -> AttemptBytes {
        if let mediaID { return try content(of: media(id: mediaID, for: userID)) }
        guard let rawMetrics else {
            throw RawMetrics.refused(
                "it is empty and there is no recording; store the attempt with its recording")
        }
        return try resolve(rawMetrics: rawMetrics, for: userID)
    }

    private func content(of media: StoredMedia) throws(StoreError) -> AttemptBytes {
        guard let bytes = media.bytes else {
            throw .notFound(.media("\(media.bucket)/\(media.path) (its bytes lie outside this store)"))
        }
        return .media(id: media.id, bytes)
    }
}
