import CPlatform
import Foundation

/// The rows of a statement, in PostgreSQL's binary form; they end with their last reference.
final class PostgresResult {
    private let result: OpaquePointer
    private let columns: [String: Int32]

    /// Owns the result, and clears it.
    init(_ result: OpaquePointer) {
        self.result = result
        var columns: [String: Int32] = [:]
        for number in 0..<PQnfields(result) {
            if let name = PQfname(result, number) { columns[String(cString: name)] = number }
        }
        self.columns = columns
    }

    deinit { PQclear(result) }

    var count: Int { Int(PQntuples(result)) }

    /// The number of rows that an insert, update or delete touched.
    var changes: Int { PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0 }

    /// The tag of the completed command, as "COMMIT".
    var command: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

    var rows: some Sequence<PostgresRow> {
        (0..<Int32(count)).lazy.map { PostgresRow(result: self, number: $0) }
    }

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

struct PostgresRow: StoredRow {
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

    func optionalDate(_ column: String) throws(StoreError) -> Date? { try optionalInstant(column)?.date }

    func optionalBytes(_ column: String) throws(StoreError) -> Data? {
        try result.value(number, column, type: 17) { Data($0) }
    }

    func optionalInstant(_ column: String) throws(StoreError) -> PostgresInstant? {
        try result.value(number, column, type: 1184) {
            PostgresRow.integer($0).map { PostgresInstant(microseconds: $0) }
        }
    }

    func instant(_ column: String) throws(StoreError) -> PostgresInstant {
        try Self.present(optionalInstant(column), column)
    }

    private static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        bytes.count == 8 ? Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)) : nil
    }
}
