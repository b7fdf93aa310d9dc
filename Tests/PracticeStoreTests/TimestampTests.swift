import Foundation
import SyntheticSigner
import Testing

@testable import PracticeStore

@Suite struct TimestampTests {
    private func text(_ seconds: Double) throws -> String {
        try Timestamp(Date(timeIntervalSince1970: seconds), table: "t", column: "c").text
    }

    @Test func knownInstants() throws {
        #expect(try text(0) == "1970-01-01T00:00:00.000Z")
        #expect(try text(1_795_505_400) == "2026-11-24T07:30:00.000Z")
        #expect(try text(-0.001) == "1969-12-31T23:59:59.999Z")
        #expect(try text(951_782_400) == "2000-02-29T00:00:00.000Z")
        #expect(try text(-62_167_219_200) == "0000-01-01T00:00:00.000Z")
        #expect(try text(253_402_300_799.999) == "9999-12-31T23:59:59.999Z")
    }

    @Test func agreesWithFoundation() throws {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        var random = SplitMix64(seed: 3)
        for _ in 0..<2000 {
            let milliseconds = Int64.random(in: -62_000_000_000_000...253_402_300_799_999, using: &random)
            // Clear of the calendar's switch of 1582, which ISO 8601 ignores.
            guard milliseconds > -12_000_000_000_000 else { continue }
            let date = Date(timeIntervalSince1970: (Double(milliseconds) + 0.25) / 1000)
            let stamp = try Timestamp(date, table: "t", column: "c")
            #expect(stamp.text == date.formatted(style))
            #expect(Timestamp(text: stamp.text) == stamp)
            #expect(try Timestamp(stamp.date, table: "t", column: "c") == stamp)
        }
    }

    @Test func whatHasNoTextIsRefused() {
        for seconds in [.nan, .infinity, -.infinity, 1e300, 253_402_300_800, -62_167_219_200.002] {
            #expect(throws: StoreError.self) { try text(seconds) }
        }
    }

    @Test func otherTextsAreNoInstants() {
        for text in [
            "", "2026-11-24", "2026-02-30T00:00:00.000Z", "2026-11-24T24:00:00.000Z",
            "2026-11-24T07:30:00.000z",
            "2026-11-24 07:30:00.000Z", "+026-11-24T07:30:00.000Z", "2026-11-24T07:30:00.000é",
            "9999-99-99T99:99:99.999Z",
        ] {
            #expect(Timestamp(text: text) == nil, "\(text)")
        }
    }
}
