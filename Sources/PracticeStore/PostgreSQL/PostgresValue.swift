import Foundation

/// A parameter, in PostgreSQL's binary form: no escapes, and landmarks go over the wire at their own size.
///
/// Types are not sent along; each parameter is cast in its statement (`$1::uuid`), so that a statement prepared by a
/// call that gave null means the same to the next.
enum PostgresValue {
    case null
    case text(String)
    case integer(Int)
    case double(Double)
    case bool(Bool)
    case uuid(UUID)
    case bytes(Data)
    case instant(PostgresInstant)
    /// A document for `jsonb`, and its column for the error where it is no JSON.
    case json(String, table: String, column: String)

    init<Value>(_ value: Value?, _ make: (Value) -> PostgresValue) { self = value.map(make) ?? .null }

    static func timestamp(_ timestamp: Timestamp) -> PostgresValue { .instant(PostgresInstant(timestamp)) }

    /// The bytes to send; `nil` is null.
    var binary: Data? {
        switch self {
        case .null: nil
        case .text(let text): Data(text.utf8)
        case .integer(let value): PostgresValue.bigEndian(Int64(value))
        case .double(let value): PostgresValue.bigEndian(value.bitPattern)
        case .bool(let value): Data([value ? 1 : 0])
        case .uuid(let id): withUnsafeBytes(of: id.uuid) { Data($0) }
        case .bytes(let bytes): bytes
        case .instant(let instant): PostgresValue.bigEndian(instant.microseconds)
        // The version of jsonb's binary form, then the text.
        case .json(let text, _, _): Data([1]) + Data(text.utf8)
        }
    }

    private static func bigEndian(_ value: some FixedWidthInteger) -> Data {
        withUnsafeBytes(of: value.bigEndian) { Data($0) }
    }
}
