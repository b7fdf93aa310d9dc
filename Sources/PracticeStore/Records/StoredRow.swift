import Foundation

/// A row of either engine. Reads throw ``StoreError/corrupt(place:detail:)`` where a row, damaged or edited by hand, is
/// not of the schema.
protocol StoredRow {
    func optionalText(_ column: String) throws(StoreError) -> String?
    func optionalUUID(_ column: String) throws(StoreError) -> UUID?
    func optionalInteger(_ column: String) throws(StoreError) -> Int?
    func optionalDouble(_ column: String) throws(StoreError) -> Double?
    func optionalBool(_ column: String) throws(StoreError) -> Bool?
    func optionalDate(_ column: String) throws(StoreError) -> Date?
    func optionalBytes(_ column: String) throws(StoreError) -> Data?
}

extension StoredRow {
    func text(_ column: String) throws(StoreError) -> String {
        try Self.present(optionalText(column), column)
    }

    func uuid(_ column: String) throws(StoreError) -> UUID { try Self.present(optionalUUID(column), column) }

    func integer(_ column: String) throws(StoreError) -> Int {
        try Self.present(optionalInteger(column), column)
    }

    func double(_ column: String) throws(StoreError) -> Double {
        try Self.present(optionalDouble(column), column)
    }

    func bool(_ column: String) throws(StoreError) -> Bool { try Self.present(optionalBool(column), column) }

    func date(_ column: String) throws(StoreError) -> Date { try Self.present(optionalDate(column), column) }

    func bytes(_ column: String) throws(StoreError) -> Data {
        try Self.present(optionalBytes(column), column)
    }

    func optionalValue<Value: RawRepresentable>(_ column: String) throws(StoreError) -> Value?
    where Value.RawValue == String {
        guard let text = try optionalText(column) else { return nil }
        return try Self.present(Value(rawValue: text), column)
    }

    func value<Value: RawRepresentable>(_ column: String) throws(StoreError) -> Value
    where Value.RawValue == String {
        let value: Value? = try optionalValue(column)
        return try Self.present(value, column)
    }

    static func present<Value>(_ value: Value?, _ column: String) throws(StoreError) -> Value {
        guard let value else { throw damaged(column) }
        return value
    }

    static func damaged(_ column: String) -> StoreError {
        .corrupt(place: "a row's \(column)", detail: "it is not what the schema allows")
    }
}
