/// How many requests a user may make: a bucket of `requests`, which an empty one fills again within `window`.
public struct RequestQuota: Sendable, Hashable {
    /// 1 to 32 lower-case letters. Each policy has a bucket of its own.
    public let policy: String
    /// 1 to 1,000,000.
    public let requests: Int
    /// 1 to 86,400 seconds.
    public let window: Int

    /// Throws ``StoreError/refused(table:column:reason:)`` for a value out of bounds.
    public init(policy: String, requests: Int, window: Int) throws(StoreError) {
        func refused(_ column: String, _ reason: String) -> StoreError {
            .refused(table: "rate_limits", column: column, reason: reason)
        }
        guard (1...32).contains(policy.utf8.count),
            policy.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
        else { throw refused("policy", "a policy is named by 1 to 32 lower-case letters") }
        guard (1...1_000_000).contains(requests) else {
            throw refused("quota", "a quota is from 1 to 1,000,000 requests")
        }
        guard (1...86_400).contains(window) else {
            throw refused("window", "a quota is for a time of 1 to 86,400 seconds")
        }
        (self.policy, self.requests, self.window) = (policy, requests, window)
    }
}

/// What a user has left of a ``RequestQuota``.
public struct RequestAllowance: Sendable, Hashable {
    /// Whether the request may be served.
    public let isGranted: Bool
    /// Requests that may follow at once.
    public let remaining: Int
    /// Seconds until there is one more; 0 where the bucket is full.
    public let wait: Double
}
