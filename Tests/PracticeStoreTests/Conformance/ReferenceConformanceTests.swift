import Foundation
import Testing

@testable import PracticeStore

/// Reference signs, on every engine.
@Suite struct ReferenceConformanceTests {
    @Test(arguments: StoreEngine.allCases)
    func takesComeBackAsTheyWentIn(engine: StoreEngine) throws {
        let store = try engine.open()
        let takes = [Samples.take(3), Samples.take(1, signer: "signer-b"), Samples.take(2)]
        let enrolment = try store.database.enrol(
            " hello ", takes, language: "ase", calibration: #"{"spread": 1}"#)
        let sign = try store.database.sign(gloss: "Hello")
        #expect(sign.gloss == "HELLO")
        #expect(sign.language == "ase")
        #expect(sign.calibration == #"{"spread": 1}"#)
        #expect(sign.signature == "test 1")
        #expect(sign.takes == takes)
        #expect(enrolment == Enrolment(added: 3, duplicates: []))
        let noon = Samples.text(Samples.noon)
        #expect(try store.count("reference_takes WHERE created_at = '\(noon)'") == 3)
        #expect(try store.count("reference_signs WHERE created_at = '\(noon)'") == 1)
    }

    @Test(arguments: StoreEngine.allCases)
    func signsAreEnrolledAllOrNone(engine: StoreEngine) throws {
        let store = try engine.open()
        let good = NewSign(gloss: "HELLO", takes: [Samples.take(1)])
        var long = Samples.take(2)
        long.signer = String(repeating: "x", count: 201)
        for bad in [NewSign(gloss: "TEA", takes: []), NewSign(gloss: "TEA", takes: [long])] {
            #expect(throws: StoreError.self) {
                try store.database.addSigns([good, bad], signature: "test 1", at: Samples.noon)
            }
            #expect(try store.database.signs().isEmpty)
        }
        let other = NewSign(gloss: "TEA", takes: [Samples.take(2), Samples.take(3)], calibration: "[2]")
        let enrolments = try store.database.addSigns([good, other], signature: "test 1", at: Samples.noon)
        #expect(enrolments.map(\.added) == [1, 2])
        #expect(try store.database.signs().map(\.gloss) == ["HELLO", "TEA"])
        #expect(try store.database.sign(gloss: "TEA").calibration == "[2]")
    }

    @Test(arguments: StoreEngine.allCases)
    func unstatedFactsStayUnstated(engine: StoreEngine) throws {
        let store = try engine.open()
        var take = Samples.take(1)
        take.dominantHand = nil
        take.mirrored = nil
        try store.database.enrol("HELLO", [take])
        let sign = try store.database.sign(gloss: "HELLO")
        #expect(sign.takes == [take])
        #expect(sign.language == nil)
    }

    @Test(arguments: StoreEngine.allCases)
    func aTakeIsEnrolledOnceInASign(engine: StoreEngine) throws {
        let store = try engine.open()
        try store.database.enrol("HELLO", [Samples.take(1)], calibration: "[1]")
        let again = try store.database.enrol("HELLO", [Samples.take(1)])
        #expect(again == Enrolment(added: 0, duplicates: [0]))
        // Nothing was added, so the calibration still speaks of the takes there are.
        #expect(try store.database.sign(gloss: "HELLO").calibration == "[1]")

        let mixed = try store.database.enrol("HELLO", [Samples.take(2), Samples.take(2), Samples.take(1)])
        #expect(mixed == Enrolment(added: 1, duplicates: [1, 2]))
        #expect(try store.database.sign(gloss: "HELLO").takes.count == 2)
        #expect(try store.database.sign(gloss: "HELLO").calibration == nil)

        // Another sign may well be shown by the same recording.
        #expect(try store.database.enrol("GOOD DAY", [Samples.take(1)]).added == 1)
    }

    @Test(arguments: StoreEngine.allCases)
    func addingIsAllOrNothing(engine: StoreEngine) throws {
        let store = try engine.open()
        try store.database.enrol("HELLO", [Samples.take(1)], calibration: "[1]")
        var bad = Samples.take(3)
        bad.frameCount = 0
        for gloss in ["HELLO", "NEW"] {
            let error = #expect(throws: StoreError.self) {
                try store.database.enrol(gloss, [Samples.take(2), bad])
            }
            guard case .refused("reference_takes", "frame_count", _) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        #expect(try store.database.signs().map(\.gloss) == ["HELLO"])
        let sign = try store.database.sign(gloss: "HELLO")
        #expect(sign.takes.count == 1)
        #expect(sign.calibration == "[1]")
    }

    @Test(arguments: StoreEngine.allCases)
    func summariesCountTakesAndSigners(engine: StoreEngine) throws {
        let store = try engine.open()
        #expect(try store.database.signs() == [])
        try store.database.enrol("YES", [Samples.take(1)], language: "ase")
        try store.database.enrol(
            "HELLO", [Samples.take(1), Samples.take(2), Samples.take(3, signer: "signer-b")],
            calibration: "{}")
        let signs = try store.database.signs()
        #expect(signs.map(\.gloss) == ["HELLO", "YES"])
        #expect(signs.map(\.takes) == [3, 1])
        #expect(signs.map(\.signers) == [2, 1])
        #expect(signs.map(\.language) == [nil, "ase"])
        #expect(signs.map(\.hasCalibration) == [true, false])
        #expect(try store.count("reference_signs WHERE created_at = '\(Samples.text(Samples.noon))'") == 2)
    }

    @Test(arguments: StoreEngine.allCases)
    func languagesAgree(engine: StoreEngine) throws {
        let store = try engine.open()
        try store.database.enrol("HELLO", [Samples.take(1)])
        try store.database.enrol("HELLO", [Samples.take(2)], language: "ase")
        #expect(try store.database.sign(gloss: "HELLO").language == "ase")
        try store.database.enrol("HELLO", [Samples.take(3)])
        #expect(try store.database.sign(gloss: "HELLO").language == "ase")
        let error = #expect(throws: StoreError.self) {
            try store.database.enrol("HELLO", [Samples.take(4)], language: "bfi")
        }
        #expect(error?.description.hasPrefix("reference_signs.language refused: HELLO is stored as") == true)
        #expect(try store.database.sign(gloss: "HELLO").takes.count == 3)
    }

    @Test(arguments: StoreEngine.allCases)
    func removingSigns(engine: StoreEngine) throws {
        let store = try engine.open()
        try store.database.enrol("HELLO", [Samples.take(1), Samples.take(2)], calibration: "{}")
        try store.database.enrol("YES", [Samples.take(1)])
        try store.database.removeSign(gloss: "Hello ")
        #expect(try store.database.signs().map(\.gloss) == ["YES"])
        #expect(try store.database.sign(gloss: "YES").takes == [Samples.take(1)])
        try store.database.removeSign(gloss: "yes")
        #expect(try store.database.signs() == [])
        #expect(throws: StoreError.notFound(.sign(gloss: "YES", nearest: [], known: 0))) {
            try store.database.removeSign(gloss: "yes")
        }
        // Its takes went with it: the same bytes are new again.
        #expect(try store.database.enrol("YES", [Samples.take(1)]).added == 1)
    }

    @Test(arguments: StoreEngine.allCases)
    func calibrationsAreSetTogether(engine: StoreEngine) throws {
        let store = try engine.open()
        for gloss in ["A", "B"] { try store.database.enrol(gloss, [Samples.take(1)], calibration: "0") }
        let later = Samples.noon.addingTimeInterval(1)
        #expect(throws: StoreError.notFound(.sign(gloss: "C", nearest: ["A", "B"], known: 2))) {
            try store.database.setCalibrations(["a": "1", "c": "1"], signature: "two", at: later)
        }
        #expect(throws: StoreError.self) {
            try store.database.setCalibrations(["a": "1", "b": "{"], signature: "two", at: later)
        }
        #expect(try store.database.sign(gloss: "A").calibration == "0")
        try store.database.setCalibrations(["a": "1", "b": "[2]"], signature: "two", at: later)
        #expect(try store.database.sign(gloss: "A").calibration == "1")
        #expect(try store.database.sign(gloss: "B").calibration == "[2]")
        #expect(try store.database.sign(gloss: "B").signature == "two")
        #expect(try store.count("reference_signs WHERE updated_at = '\(Samples.text(later))'") == 2)
    }

    @Test(arguments: StoreEngine.allCases)
    func calibrationsOfManySignsAreThoseOfEach(engine: StoreEngine) throws {
        let store = try engine.open()
        let glosses = ["A", "O'CLOCK", "\"QUOTED\"", "X,Y", "ÉTÉ", "BACK\\SLASH"]
        for (place, gloss) in glosses.enumerated() {
            try store.database.enrol(gloss, [Samples.take(1)], calibration: "[\(place)]")
        }
        try store.database.enrol("NONE", [Samples.take(1)])
        try store.database.setCalibrations(["A": "[7]"], signature: "two", at: Samples.noon)
        let first = try store.database.sign(gloss: "ÉTÉ").signature
        for wanted in [[], ["a"], ["NOBODY'S", "NONE", "X,Y"], glosses + ["NONE", " été "]] {
            for signature in [first, "two", "three"] {
                var expected: [String: String] = [:]
                for gloss in wanted {
                    guard let sign = try? store.database.sign(gloss: gloss), sign.signature == signature
                    else { continue }
                    expected[sign.gloss] = sign.calibration
                }
                let found = try store.database.calibrations(of: Set(wanted), by: signature)
                #expect(found == expected)
            }
        }
        #expect(throws: StoreError.self) {
            try store.database.calibrations(of: ["A", ""], by: first)
        }
    }

    @Test(arguments: StoreEngine.allCases)
    func anUnknownSignNamesItsNeighbours(engine: StoreEngine) throws {
        let store = try engine.open()
        let empty = #expect(throws: StoreError.self) { try store.database.sign(gloss: "HELO") }
        #expect(empty?.description == "no reference sign HELO: the store has no signs; add takes of it first")
        for gloss in ["YES", "HELLO", "HELP", "THANK YOU", "WATER"] {
            try store.database.enrol(gloss, [Samples.take(1)])
        }
        let error = #expect(throws: StoreError.self) { try store.database.sign(gloss: "helo") }
        #expect(error == .notFound(.sign(gloss: "HELO", nearest: ["HELLO", "HELP", "YES"], known: 5)))
    }

    @Test(arguments: StoreEngine.allCases)
    func everySignIsVisitedAtOneMoment(engine: StoreEngine) throws {
        let store = try engine.open()
        for gloss in ["C", "A", "B"] { try store.database.enrol(gloss, [Samples.take(1), Samples.take(2)]) }
        var seen: [StoredSign] = []
        try store.database.forEachSign { sign in
            // The body may use the store, and what it writes is not of this moment.
            if sign.gloss == "A" {
                try store.database.removeSign(gloss: "C")
                try store.database.enrol("D", [Samples.take(1)])
                #expect(try store.database.signs().map(\.gloss) == ["A", "B", "D"])
            }
            seen.append(sign)
        }
        #expect(seen.map(\.gloss) == ["A", "B", "C"])
        #expect(seen.allSatisfy { $0.takes == [Samples.take(1), Samples.take(2)] })
    }

    @Test(arguments: StoreEngine.allCases)
    func theVisitEndsWithItsBodysError(engine: StoreEngine) throws {
        struct Enough: Error {}
        let store = try engine.open()
        for gloss in ["A", "B"] { try store.database.enrol(gloss, [Samples.take(1)]) }
        var visits = 0
        #expect(throws: Enough.self) {
            try store.database.forEachSign { _ in
                visits += 1
                throw Enough()
            }
        }
        #expect(visits == 1)
        try store.database.removeSign(gloss: "A")
    }

    @Test(arguments: StoreEngine.allCases)
    func badTakesAreRefusedByName(engine: StoreEngine) throws {
        let store = try engine.open()
        func column(_ change: (inout ReferenceTake) -> Void) -> String? {
            var take = Samples.take(1)
            change(&take)
            let error = #expect(throws: StoreError.self) { try store.database.enrol("HELLO", [take]) }
            guard case .refused("reference_takes", let column, _) = error else { return error?.description }
            return column
        }
        #expect(column { $0.landmarks = Data() } == "landmarks")
        #expect(column { $0.frameCount = -1 } == "frame_count")
        #expect(column { $0.durationSeconds = -0.1 } == "duration_seconds")
        #expect(column { $0.durationSeconds = .infinity } == "duration_seconds")
        #expect(column { $0.durationSeconds = .nan } == "duration_seconds")
        #expect(column { $0.signer = "" } == "signer")
        #expect(column { $0.source = "/home/someone/take.pose" } == "source")
        #expect(column { $0.source = "a\0b" } == "source")
        #expect(column { $0.source = String(repeating: "x", count: 201) } == "source")
        #expect(throws: StoreError.self) { try store.database.enrol("HELLO", []) }
        #expect(throws: StoreError.self) { try store.database.enrol("  ", [Samples.take(1)]) }
        #expect(throws: StoreError.self) {
            try store.database.enrol("HELLO", [Samples.take(1)], calibration: "{not json")
        }
        #expect(throws: StoreError.self) {
            try store.database.enrol("HELLO", [Samples.take(1)], language: "US English")
        }
        #expect(try store.database.signs() == [])
    }
}
