import Foundation

/// The check of every text before an engine gets it.
enum Text {
    /// `text`, refused where it holds U+0000: SQLite would cut it there, and PostgreSQL takes none.
    static func checked(_ text: String, table: String, column: String) throws(StoreError) -> String {
        guard !text.utf8.contains(0) else {
            throw .refused(table: table, column: column, reason: "a text holds no NUL character")
        }
        return text
    }
}

extension UUID {
    /// The canonical form of RFC 4122, lower case, as PostgreSQL prints it.
    package var storeText: String { uuidString.lowercased() }
}
