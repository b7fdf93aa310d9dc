import Foundation
import GRDB

/// GRDB's subscript traps where a value has another type.
extension Row: StoredRow {
    func optionalText(_ column: String) throws(StoreError) -> String? { try optional(column) }

    func optionalUUID(_ column: String) throws(StoreError) -> UUID? {
        guard let text = try optionalText(column) else { return nil }
        return try Row.present(UUID(uuidString: text), column)
    }

    func optionalInteger(_ column: String) throws(StoreError) -> Int? { try optional(column) }

    func optionalDouble(_ column: String) throws(StoreError) -> Double? { try optional(column) }

    func optionalBool(_ column: String) throws(StoreError) -> Bool? { try optional(column) }

    func optionalDate(_ column: String) throws(StoreError) -> Date? {
        guard let text = try optionalText(column) else { return nil }
        return try Row.present(Timestamp(text: text), column).date
    }

    func optionalBytes(_ column: String) throws(StoreError) -> Data? { try optional(column) }

    private func optional<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ column: String
    ) throws(StoreError) -> Value? {
        do { return try decode(Value?.self, forColumn: column) } catch { throw Row.damaged(column) }
    }
}
