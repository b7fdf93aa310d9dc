import CTransfer
import Foundation
import Synchronization

/// Objects of Supabase Storage, read over its HTTP interface with the service's own key.
///
/// An object is named by bucket and path, never by an address: the key is sent to one service. Thread-safe; a call blocks
/// its thread.
public final class ObjectStorage: Sendable {
    /// The times and sizes that bound a reading.
    public struct Limits: Sendable, Hashable {
        /// The most bytes of an object, decoded: before reading as far as they are stated, and while reading.
        public var bytes = 100 << 20
        /// For making a connection.
        public var connecting = Duration.seconds(5)
        /// For one object, with all tries.
        public var total = Duration.seconds(30)
        /// A transfer that brings less than ``leastSpeed`` for so long is broken off.
        public var stall = Duration.seconds(5)
        /// Bytes a second.
        public var leastSpeed = 1024
        /// Tries of one reading; at least 1.
        public var tries = 4
        /// The pause before the second try, doubled for each further one, by chance up to a half longer.
        public var pause = Duration.milliseconds(200)

        public init() {}
    }

    /// The address of the service, without a slash at its end: https://project.supabase.co/storage/v1.
    public let service: String
    private let key: String
    private let limits: Limits
    /// Connections that nobody uses now.
    private let idle = Mutex<[Connection]>([])

    /// - Throws: ``StorageAddressError`` for an address or a key that is none.
    public init(service: String, key: String, limits: Limits = Limits()) throws(StorageAddressError) {
        let address = service.hasSuffix("/") ? String(service.dropLast()) : service
        guard let url = URLComponents(string: address), let scheme = url.scheme?.lowercased(),
            ["http", "https"].contains(scheme), url.host?.isEmpty == false, url.query == nil,
            url.fragment == nil,
            url.user == nil, url.password == nil
        else { throw .noAddress }
        // A line end would add a header.
        guard !key.isEmpty, key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { throw .noKey }
        self.service = address
        self.key = key
        self.limits = limits
    }

    /// The bytes of an object. A transfer that breaks off goes on where it ended, if the object has an entity tag and came
    /// unencoded; if another object is at its place by then, from its beginning. Linear in the bytes.
    ///
    /// - Throws: ``StorageFault``.
    public func object(bucket: String, path: String) throws(StorageFault) -> Data {
        let name = "\(bucket)/\(path)"
        guard let url = url(bucket: bucket, path: path) else { throw .missing(object: name) }
        let deadline = ContinuousClock.now + limits.total
        let reading = Reading(limit: limits.bytes)
        var reason = "no time is left"
        tries: for number in 0..<max(limits.tries, 1) {
            let left = deadline - .now
            guard left > .zero else { break }
            switch reading.next(try fetch(url, reading, within: left)) {
            case .whole(let bytes): return bytes
            case .missing: throw .missing(object: name)
            case .tooLarge: throw .tooLarge(object: name, limit: limits.bytes)
            case .refused(let status, let reason):
                throw .refused(service: service, status: status, reason: reason)
            case .failed(let failure, let after):
                reason = failure
                guard number + 1 < limits.tries else { break tries }
                let pause = limits.pause * (1 << min(number, 10)) * Double.random(in: 1...1.5)
                let wait = max(after ?? .zero, pause)
                // A service that asks for more time than is left is not asked again now.
                guard deadline - .now > wait else { break tries }
                Thread.sleep(forTimeInterval: wait / .seconds(1))
            }
        }
        throw .unavailable(service: service, reason: reason)
    }

    /// The address of an object; `nil` for a name that no object has. Every byte but letters, digits and a few marks is
    /// escaped, so that a name adds no query, and a segment of dots leaves no folder.
    private func url(bucket: String, path: String) -> String? {
        let plain = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~")
        let segments =
            [bucket] + path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard segments.allSatisfy({ !["", ".", ".."].contains($0) }) else { return nil }
        let escaped = segments.compactMap { $0.addingPercentEncoding(withAllowedCharacters: plain) }
        guard escaped.count == segments.count else { return nil }
        return "\(service)/object/authenticated/\(escaped.joined(separator: "/"))"
    }

    private func fetch(
        _ url: String, _ reading: Reading, within time: Duration
    ) throws(StorageFault) -> transfer_result {
        let connection: Connection
        if let kept = idle.withLock({ $0.popLast() }) {
            connection = kept
        } else if let new = Connection() {
            connection = new
        } else {
            throw .unavailable(service: service, reason: "no memory is left for a connection")
        }
        defer { idle.withLock { $0.append(connection) } }
        reading.begin()
        let headers = ["apikey: \(key)", "Authorization: Bearer \(key)"] + reading.headers
        return connection.get(url, headers, limits, within: time, reading)
    }
}

/// Why an address or a key of a storage is none.
public enum StorageAddressError: Error, Sendable, Hashable, CustomStringConvertible {
    case noAddress
    case noKey

    public var description: String {
        switch self {
        case .noAddress:
            "it is no address of a storage; give one as https://project.supabase.co/storage/v1, without a query"
        case .noKey:
            "the key of the storage is empty, or has characters that no key has; give the project's secret key"
        }
    }
}
