import Foundation
import GRDB

/// Reads that throw where a row, damaged or edited by hand, is not what the schema says; GRDB's subscript traps.
extension Row {
    func text(_ column: String) throws -> String { try decode(String.self, forColumn: column) }

    func optionalText(_ column: String) throws -> String? { try decode(String?.self, forColumn: column) }

    func uuid(_ column: String) throws -> UUID {
        guard let value = try optionalUUID(column) else { throw Row.damaged(column) }
        return value
    }

    func optionalUUID(_ column: String) throws -> UUID? {
        try optionalText(column).map { text in
            guard let value = UUID(uuidString: text) else { throw Row.damaged(column) }
            return value
        }
    }

    func date(_ column: String) throws -> Date {
        guard let value = try optionalDate(column) else { throw Row.damaged(column) }
        return value
    }

    func optionalDate(_ column: String) throws -> Date? {
        try optionalText(column).map { text in
            guard let value = Timestamp(text: text) else { throw Row.damaged(column) }
            return value.date
        }
    }

    func value<Value: RawRepresentable>(_ column: String) throws -> Value where Value.RawValue == String {
        guard let value: Value = try optionalValue(column) else { throw Row.damaged(column) }
        return value
    }

    func optionalValue<Value: RawRepresentable>(
        _ column: String
    ) throws -> Value? where Value.RawValue == String {
        try optionalText(column).map { text in
            guard let value = Value(rawValue: text) else { throw Row.damaged(column) }
            return value
        }
    }

    static func damaged(_ column: String) -> StoreError {
        .corrupt(place: "a row's \(column)", detail: "it is not what the schema allows")
    }
}
