import Foundation

/// An instant to the millisecond in its stored form: `2026-11-24T07:30:00.000Z`.
///
/// The fixed width makes the order of the texts the order of the instants, so that indexes and comparisons work
/// on the text. Dates beyond the years 0 to 9999 have no such text.
package struct Timestamp: Hashable, Comparable {
    /// Since 1970-01-01T00:00:00Z, leap seconds not counted.
    let milliseconds: Int64

    private static let range: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

    /// The nearest millisecond; refused for `column` where it has no text.
    init(_ date: Date, table: String, column: String) throws(StoreError) {
        guard let timestamp = Timestamp(date) else {
            throw .refused(table: table, column: column, reason: "a time is within the years 0 to 9999")
        }
        self = timestamp
    }

    /// The nearest millisecond; `nil` where it has no text.
    package init?(_ date: Date) {
        let exact = (date.timeIntervalSince1970 * 1000).rounded()
        guard let milliseconds = Int64(exactly: exact), Timestamp.range.contains(milliseconds) else {
            return nil
        }
        self.milliseconds = milliseconds
    }

    /// The instant that a text of exactly this form names; `nil` for any other text.
    init?(text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 24 else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            var value: Int64 = 0
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - 0x30)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            let fraction = number(20..<23)
        else { return nil }
        let days = Timestamp.days(year: year, month: month, day: day)
        let milliseconds = (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + fraction
        // A field out of its range, as 30 February, comes back as another text.
        guard Timestamp.range.contains(milliseconds), Timestamp(milliseconds: milliseconds).text == text
        else { return nil }
        self.milliseconds = milliseconds
    }

    private init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// Always 24 bytes.
    package var text: String {
        let (days, time) = Timestamp.divide(milliseconds, 86_400_000)
        let (year, month, day) = Timestamp.civil(days: days)
        func padded(_ value: Int64, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: width - digits.count) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T"
            + "\(padded(time / 3_600_000, 2)):\(padded(time / 60_000 % 60, 2)):"
            + "\(padded(time / 1000 % 60, 2)).\(padded(time % 1000, 3))Z"
    }

    var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    // Days and civil dates, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013): years
    // begin in March, so that the leap day is the last of its year.

    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = divide(year, 400)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = divide(days + 719_468, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted + (shifted < 10 ? 3 : -9)
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
        )
    }

    /// Quotient towards minus infinity, and a remainder from 0.
    private static func divide(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
