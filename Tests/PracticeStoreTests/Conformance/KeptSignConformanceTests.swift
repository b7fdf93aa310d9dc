import Foundation
import Testing

@testable import PracticeStore

/// What is kept of reference signs, on every engine.
@Suite struct KeptSignConformanceTests {
    private static let sign = KeptSign(outline: Data([1, 2]), features: Data([3, 4, 5]))

    @Test(arguments: StoreEngine.allCases)
    func everyChangeOfASignIsAnotherEditionOfItAlone(engine: StoreEngine) throws {
        let store = try engine.open()
        for gloss in ["A", "B"] { try store.database.enrol(gloss, [Samples.take(1)]) }
        var before = try store.database.moment().editions(by: "test 1")
        let changes: [() throws -> Void] = [
            { try store.database.enrol("B", [Samples.take(2)]) },
            { try store.database.setCalibrations(["B": "[1]"], signature: "test 1", at: Samples.noon) },
            { try store.database.setCalibrations(["B": "[1]"], signature: "test 1", at: Samples.noon + 1) },
            {
                try store.database.removeSign(gloss: "B")
                try store.database.enrol("B", [Samples.take(1)])
            },
        ]
        for (place, change) in changes.enumerated() {
            try change()
            let after = try store.database.moment().editions(by: "test 1")
            #expect(after.map(\.gloss) == ["A", "B"])
            #expect(after[0] == before[0])
            #expect(after[1] != before[1], "change \(place)")
            before = after
        }
        #expect(try store.database.moment().editions(by: "test 1") == before)
    }

    @Test(arguments: StoreEngine.allCases)
    func aMomentStaysAsItWas(engine: StoreEngine) throws {
        let store = try engine.open()
        for gloss in ["A", "B"] { try store.database.enrol(gloss, [Samples.take(1)]) }
        let moment = try store.database.moment()
        try store.database.removeSign(gloss: "A")
        try store.database.enrol("C", [Samples.take(2)])
        #expect(try moment.glosses() == ["A", "B"])
        #expect(try moment.sign(gloss: "a").takes == [Samples.take(1)])
        #expect(throws: StoreError.self) { try moment.sign(gloss: "C") }
        #expect(try store.database.moment().glosses() == ["B", "C"])
    }

    @Test(arguments: StoreEngine.allCases)
    func anUnknownEditionKeepsNothing(engine: StoreEngine) throws {
        let store = try engine.open()
        try store.database.enrol("A", [Samples.take(1)])
        let edition = try #require(try store.database.moment().editions(by: "test 1").first)
        try store.database.enrol("A", [Samples.take(2)])
        try store.database.keep([edition: Self.sign], signature: "test 1")
        try store.database.setCalibrations(
            ["A": "[1]"], keeping: [edition: Self.sign], signature: "test 1", at: Samples.noon)
        #expect(try store.database.kept(of: ["A", "B"], by: "test 1").isEmpty)
    }

    @Test(arguments: StoreEngine.allCases)
    func itIsKeptUnderItsSignatureUntilTheSignChanges(engine: StoreEngine) throws {
        let store = try engine.open()
        for gloss in ["A", "B"] { try store.database.enrol(gloss, [Samples.take(1)]) }
        func keepAll() throws {
            let editions = try store.database.moment().editions(by: "test 1")
            try store.database.keep(
                Dictionary(uniqueKeysWithValues: editions.map { ($0, Self.sign) }), signature: "test 1")
        }
        let changes: [() throws -> Void] = [
            { try store.database.enrol("A", [Samples.take(2)]) },
            { try store.database.setCalibrations(["A": "[1]"], signature: "test 1", at: Samples.noon) },
            { try store.database.removeSign(gloss: "A") },
        ]
        for (place, change) in changes.enumerated() {
            try keepAll()
            let editions = try store.database.moment().editions(by: "test 1")
            #expect(
                try store.database.moment().outlines(of: editions) == [Self.sign.outline, Self.sign.outline])
            #expect(
                try store.database.kept(of: ["A", "B", "C"], by: "test 1") == [
                    "A": Self.sign, "B": Self.sign,
                ])
            #expect(try store.database.kept(of: ["A", "B"], by: "test 2").isEmpty)
            #expect(
                try store.database.moment().outlines(of: store.database.moment().editions(by: "test 2")) == [
                    nil, nil,
                ])
            try change()
            #expect(
                try store.database.kept(of: ["A", "B"], by: "test 1") == ["B": Self.sign], "change \(place)")
        }
    }

    @Test(arguments: StoreEngine.allCases)
    func itIsWrittenWithItsCalibrationOrItsTakes(engine: StoreEngine) throws {
        let store = try engine.open()
        let new = NewSign(gloss: "A", takes: [Samples.take(1)], calibration: "[1]", kept: Self.sign)
        try store.database.addSigns([new], signature: "test 1", at: Samples.noon)
        #expect(try store.database.kept(of: ["A"], by: "test 1") == ["A": Self.sign])
        var edition = try #require(try store.database.moment().editions(by: "test 1").first)
        let other = KeptSign(outline: Data([9]), features: Data())
        try store.database.setCalibrations(
            ["A": "[2]"], keeping: [edition: other], signature: "test 1", at: Samples.noon)
        #expect(try store.database.kept(of: ["A"], by: "test 1") == ["A": other])
        // Nothing is kept where a calibration is refused.
        edition = try #require(try store.database.moment().editions(by: "test 1").first)
        #expect(throws: StoreError.self) {
            try store.database.setCalibrations(
                ["A": "[3]", "B": "[3]"], keeping: [edition: Self.sign], signature: "test 1", at: Samples.noon
            )
        }
        #expect(try store.database.kept(of: ["A"], by: "test 1") == ["A": other])
    }

    @Test func aChangeByHandRemovesItToo() throws {
        let engine = try StoreEngine.sqlite.open()
        let store = try #require(engine.database as? SQLiteDatabase)
        for change in [
            "UPDATE reference_takes SET signer = 'other'", "UPDATE reference_signs SET calibration = '[4]'",
            "DELETE FROM reference_takes", "DELETE FROM reference_signs",
        ] {
            try store.enrol("A", [Samples.take(1)])
            let edition = try #require(try store.moment().editions(by: "test 1").first)
            try store.keep([edition: Self.sign], signature: "test 1")
            #expect(try engine.count("kept_signs") == 1)
            try store.execute(change)
            #expect(try engine.count("kept_signs") == 0, "\(change)")
        }
    }

    @Test func aStoreOfTheVersionBeforeIsBroughtUpToDate() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("practice.sqlite")
        do {
            let store = try SQLiteDatabase.open(path: path)
            try store.enrol("A", [Samples.take(1)], calibration: "[1]")
            try store.execute(
                """
                DROP TABLE kept_signs;
                DROP TRIGGER kept_signs_of_sign;
                DROP TRIGGER kept_signs_of_new_take;
                DROP TRIGGER kept_signs_of_take;
                DROP TRIGGER kept_signs_of_old_take;
                DELETE FROM grdb_migrations WHERE identifier = '3 kept signs';
                """)
        }
        let store = try SQLiteDatabase.openExisting(path: path)
        #expect(try store.sign(gloss: "A").takes == [Samples.take(1)])
        let edition = try #require(try store.moment().editions(by: "test 1").first)
        try store.keep([edition: Self.sign], signature: "test 1")
        #expect(try store.kept(of: ["A"], by: "test 1") == ["A": Self.sign])
        #expect(try store.faults().isEmpty)
    }
}
