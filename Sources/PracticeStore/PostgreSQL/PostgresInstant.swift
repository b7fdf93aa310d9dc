import Foundation

/// An instant as PostgreSQL keeps it: whole microseconds since 2000-01-01T00:00:00Z.
struct PostgresInstant: Sendable, Hashable {
    let microseconds: Int64

    /// Later than every instant.
    static let infinity = PostgresInstant(microseconds: .max)

    private static let epoch: Int64 = 946_684_800

    init(microseconds: Int64) { self.microseconds = microseconds }

    init(_ timestamp: Timestamp) {
        microseconds = (timestamp.milliseconds - PostgresInstant.epoch * 1000) * 1000
    }

    /// The nearest microsecond, for an instant from the server, which keeps microseconds where it made the instant
    /// itself. Refused for `column` beyond the years 0 to 9999.
    init(exactly date: Date, table: String, column: String) throws(StoreError) {
        _ = try Timestamp(date, table: table, column: column)
        let whole = date.timeIntervalSince1970.rounded(.down)
        let rest = ((date.timeIntervalSince1970 - whole) * 1_000_000).rounded()
        microseconds = (Int64(whole) - PostgresInstant.epoch) * 1_000_000 + Int64(rest)
    }

    /// Equal to the date of the same millisecond where there is nothing beyond milliseconds.
    var date: Date {
        let (milliseconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1000)
        let seconds = Double(milliseconds + PostgresInstant.epoch * 1000) / 1000
        return Date(timeIntervalSince1970: rest == 0 ? seconds : seconds + Double(rest) / 1_000_000)
    }
}
