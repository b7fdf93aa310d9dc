import Foundation

extension UUID {
    /// The canonical form of RFC 4122, lower case, as PostgreSQL prints it.
    var storeText: String { uuidString.lowercased() }
}
