import Foundation
import Synchronization

/// The buckets of a process: as `signify.spend` has them, whose rule this is, in memory. A bucket is the time at which it is full
/// again; full ones are forgotten.
final class RequestBuckets: Sendable {
    private struct Key: Hashable {
        let user: UUID
        let policy: String
    }

    private let fullAt = Mutex<[Key: Double]>([:])
    /// Buckets that are kept before full ones are looked for.
    private static let many = 10_000

    /// - Parameter now: seconds of a clock that is not set back.
    func spend(_ quota: RequestQuota, of user: UUID, at now: Double) -> RequestAllowance {
        let key = Key(user: user, policy: quota.policy)
        let step = Double(quota.window) / Double(quota.requests)
        return fullAt.withLock { buckets in
            if buckets.count >= RequestBuckets.many { buckets = buckets.filter { $0.value > now } }
            let before = max(buckets[key] ?? now, now)
            // To the microsecond, as in PostgreSQL.
            let isGranted = before + step <= now + Double(quota.window) + 1e-6
            let due = isGranted ? before + step : before
            buckets[key] = due
            let free = Double(quota.requests) - ((due - now) / step * 1000).rounded() / 1000
            let remaining = min(max(free.rounded(.down), 0), Double(quota.requests))
            return RequestAllowance(
                isGranted: isGranted, remaining: Int(remaining), wait: max((remaining + 1 - free) * step, 0))
        }
    }
}
