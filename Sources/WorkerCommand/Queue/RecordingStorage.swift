import Foundation
import ObjectStorage
import Signify

/// The bucket of learners' recordings, beside the store.
public struct RecordingStorage: Sendable {
    /// The bucket that `supabase/migrations` makes.
    public static let usualBucket = "practice-recordings"

    let objects: ObjectStorage
    let bucket: String
    /// The time from handing in for which an upload may take: as long as Supabase keeps an upload in parts.
    let patience: Duration

    public init(
        _ objects: ObjectStorage, bucket: String = RecordingStorage.usualBucket,
        patience: Duration = .seconds(86_400)
    ) {
        (self.objects, self.bucket, self.patience) = (objects, bucket, patience)
    }

    /// The bytes of a learner's own recording. The storage gives the service every object, so the rule of the bucket's
    /// policies is kept here: the first folder of a path is its learner's.
    ///
    /// - Throws: ``StorageFault``; ``StoreError/notFound(_:)`` for an object that is not the learner's.
    func recording(_ media: StoredMedia, of learner: UUID) throws -> Data {
        guard media.bucket == bucket, media.path.hasPrefix(learner.uuidString.lowercased() + "/") else {
            throw StoreError.notFound(
                .media("\(media.bucket)/\(media.path) (it is not in the learner's folder of \(bucket))"))
        }
        return try objects.object(bucket: media.bucket, path: media.path)
    }
}
