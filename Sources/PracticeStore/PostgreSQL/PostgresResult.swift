import CPlatform
import Foundation

/// The rows of a statement, in PostgreSQL's binary form; they end with their last reference.
final class PostgresResult {
    private let result: OpaquePointer
    private let columns: [String: Int32]

    /// Takes the result over.
    init(_ result: OpaquePointer) {
        self.result = result
        var columns: [String: Int32] = [:]
        for number in 0..<PQnfields(result) {
            if let name = PQfname(result, number) { columns[String(cString: name)] = number }
        }
        self.columns = columns
    }

    deinit { PQclear(result) }

    /// How many rows there are.
    var count: Int { Int(PQntuples(result)) }

    /// How many rows an insert, update or delete touched.
    var changes: Int { PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0 }

    /// The command that the server ended, as "COMMIT".
    var command: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

    /// The rows in order.
    var rows: some Sequence<PostgresRow> {
        (0..<Int32(count)).lazy.map { PostgresRow(result: self, number: $0) }
    }

    /// The first row.
    var first: PostgresRow? { count > 0 ? PostgresRow(result: self, number: 0) : nil }

    /// Calls `body` with the bytes of a value; gives `nil` for null. Throws ``StoreError/corrupt(place:detail:)``
    /// where there is no such column or it is not of `type`.
    fileprivate func value<Value>(
        _ row: Int32, _ name: String, type: Oid, _ body: (UnsafeRawBufferPointer) -> Value?
    ) throws(StoreError) -> Value? {
        guard let column = columns[name], PQftype(result, column) == type else {
            throw PostgresRow.damaged(name)
        }
        guard PQgetisnull(result, row, column) == 0 else { return nil }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
        guard let value = body(bytes) else { throw PostgresRow.damaged(name) }
        return value
    }
}

/// One row of a result: reads that throw where a value is not what the statement was written for.
struct PostgresRow {
    fileprivate let result: PostgresResult
    fileprivate let number: Int32

    func optionalText(_ column: String) throws(StoreError) -> String? {
        try result.value(number, column, type: 25) { String(validating: $0, as: UTF8.self) }
    }

    func optionalUUID(_ column: String) throws(StoreError) -> UUID? {
        try result.value(number, column, type: 2950) { bytes in
            bytes.count == 16 ? UUID(uuid: bytes.loadUnaligned(as: uuid_t.self)) : nil
        }
    }

    func optionalInteger(_ column: String) throws(StoreError) -> Int? {
        try result.value(number, column, type: 20) { PostgresRow.integer($0).map { Int($0) } }
    }

    func optionalDouble(_ column: String) throws(StoreError) -> Double? {
        try result.value(number, column, type: 701) { bytes in
            PostgresRow.integer(bytes).map { Double(bitPattern: UInt64(bitPattern: $0)) }
        }
    }

    func optionalBool(_ column: String) throws(StoreError) -> Bool? {
        try result.value(number, column, type: 16) { $0.count == 1 ? $0[0] != 0 : nil }
    }

    func optionalInstant(_ column: String) throws(StoreError) -> PostgresInstant? {
        try result.value(number, column, type: 1184) {
            PostgresRow.integer($0).map { PostgresInstant(microseconds: $0) }
        }
    }

    func optionalBytes(_ column: String) throws(StoreError) -> Data? {
        try result.value(number, column, type: 17) { Data($0) }
    }

    func optionalValue<Value: RawRepresentable>(_ column: String) throws(StoreError) -> Value?
    where Value.RawValue == String {
        guard let text = try optionalText(column) else { return nil }
        return try PostgresRow.present(Value(rawValue: text), column)
    }

    func text(_ column: String) throws(StoreError) -> String {
        try Self.present(try optionalText(column), column)
    }

    func uuid(_ column: String) throws(StoreError) -> UUID {
        try Self.present(try optionalUUID(column), column)
    }

    func integer(_ column: String) throws(StoreError) -> Int {
        try Self.present(try optionalInteger(column), column)
    }

    func double(_ column: String) throws(StoreError) -> Double {
        try Self.present(try optionalDouble(column), column)
    }

    func bool(_ column: String) throws(StoreError) -> Bool {
        try Self.present(try optionalBool(column), column)
    }

    func instant(_ column: String) throws(StoreError) -> PostgresInstant {
        try Self.present(try optionalInstant(column), column)
    }

    func date(_ column: String) throws(StoreError) -> Date { try instant(column).date }

    func bytes(_ column: String) throws(StoreError) -> Data {
        try Self.present(try optionalBytes(column), column)
    }

    func value<Value: RawRepresentable>(_ column: String) throws(StoreError) -> Value
    where Value.RawValue == String {
        let value: Value? = try optionalValue(column)
        return try Self.present(value, column)
    }

    static func damaged(_ column: String) -> StoreError {
        .corrupt(place: "a row's \(column)", detail: "it is not what the schema allows")
    }

    private static func present<Value>(_ value: Value?, _ column: String) throws(StoreError) -> Value {
        guard let value else { throw damaged(column) }
        return value
    }

    private static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        bytes.count == 8 ? Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)) : nil
    }
}
