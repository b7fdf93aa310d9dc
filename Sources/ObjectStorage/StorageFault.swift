/// Why an object was not read.
public enum StorageFault: Error, Sendable, Hashable {
    /// There is no such object, or its upload is not complete.
    case missing(object: String)
    /// The object has more bytes than `limit`.
    case tooLarge(object: String, limit: Int)
    /// The service does not take the key.
    case refused(service: String, status: Int, reason: String)
    /// The service is not reached, or answers no request now; several tries failed.
    case unavailable(service: String, reason: String)
}

extension StorageFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing(let object):
            "the object \(object) is not in the storage; upload it, or complete its upload"
        case .tooLarge(let object, let limit):
            "the object \(object) has more than \(limit) bytes; upload a shorter recording"
        case .refused(let service, let status, let reason):
            "the storage \(service) refuses the key with status \(status): \(reason); "
                + "give the project's secret key"
        case .unavailable(let service, let reason):
            "the storage \(service) gives no object now: \(reason); see that it runs and can be reached"
        }
    }
}
