import Testing

@testable import SyntheticSigner

@Suite("Random signs") struct RandomSignTests {
    private static let some = (0..<300).map { RandomSign(seed: UInt64($0)) }

    @Test("are the same of the same seed")
    func reproducible() {
        for sign in Self.some.prefix(50) {
            let seed = UInt64(sign.gloss.dropFirst("RANDOM-".count)) ?? 0
            #expect(RandomSign(seed: seed) == sign)
            #expect(RandomSign(seed: seed).script == sign.script)
        }
    }

    @Test("are other ones of other seeds")
    func distinct() {
        let scripts = Self.some.map { sign in
            var script = sign.script
            script.gloss = ""
            return script
        }
        #expect(Set(scripts).count == scripts.count)
    }

    /// One-handed signs, and lengths from the first posture to the last, as lexical signs have them.
    @Test("are distributed as lexical signs are")
    func distribution() {
        let scripts = Self.some.map(\.script)
        let oneHanded = scripts.count { !$0.isTwoHanded }
        #expect((150...210).contains(oneHanded), "\(oneHanded) of 300 are one-handed")
        let usual = scripts.count { script in
            let seconds = script.keys.dropFirst().reduce(script.keys[0].hold) { $0 + $1.move + $1.hold }
            return (0.4...1.7).contains(seconds)
        }
        #expect(usual > 255, "\(usual) of 300 last 0.4 to 1.7 seconds")
        let atTheHead = scripts.count { $0.keys[0].location.isOnHead }
        #expect((50...130).contains(atTheHead), "\(atTheHead) of 300 are at the head")
        let movements = Set(Self.some.map(\.movement.kind))
        #expect(movements.count == SignMovement.Kind.allCases.count)
    }

    @Test("are made by hands as people have them")
    func anatomy() {
        let possible = Self.some.count(where: \.isPossible)
        #expect(possible == Self.some.count)
        for sign in Self.some {
            for key in sign.script.keys {
                #expect(key.shape.withinLimits.angles == key.shape.angles, "\(sign.gloss)")
                let rotation = key.orientation.rotation
                #expect(abs(rotation.dot(rotation) - 1) < 1e-9, "\(sign.gloss)")
                #expect(key.move > 0 && key.hold >= 0)
            }
        }
    }

    @Test("form minimal pairs that differ in the named parameter only", arguments: SignParameter.allCases)
    func minimalPairs(parameter: SignParameter) {
        for (number, sign) in Self.some.prefix(60).enumerated() {
            let twin = sign.changing(parameter, seed: UInt64(1000 + number))
            #expect(twin.gloss == "\(sign.gloss)-\(parameter.rawValue.uppercased())")
            #expect((twin.shapes != sign.shapes) == (parameter == .handshape))
            #expect((twin.orientations != sign.orientations) == (parameter == .orientation))
            #expect((twin.place != sign.place) == (parameter == .location))
            #expect((twin.movement != sign.movement) == (parameter == .movement))
            let way = twin.place.inPicture - sign.place.inPicture
            #expect(parameter == .location ? way.length > 0.35 : way.length == 0)
            #expect(twin.arrangement == sign.arrangement && twin.nonManual == sign.nonManual)
            expect(twin.script, differsFrom: sign.script, in: parameter)
        }
    }

    /// Compares the first postures: the others are between the first and the last one, which movements have
    /// different numbers of.
    private func expect(_ twin: SignScript, differsFrom script: SignScript, in parameter: SignParameter) {
        let (one, two) = (script.keys[0], twin.keys[0])
        #expect((one.shape == two.shape) == (parameter != .handshape))
        #expect((one.orientation == two.orientation) == (parameter != .orientation))
        switch parameter {
        case .handshape: #expect(one.shape.isDistinct(from: two.shape))
        case .orientation: #expect(one.orientation.angle(to: two.orientation) > 55)
        case .location: #expect(one.location != two.location || one.offset != two.offset)
        case .movement:
            #expect(
                script.keys.map(\.offset) != twin.keys.map(\.offset) || one.oscillation != two.oscillation)
        }
        if parameter != .location { #expect(one.location == two.location && one.anchor == two.anchor) }
    }

    @Test("are made by each person in a form of the person's own, near the sign's")
    func forms() {
        for (number, sign) in Self.some.prefix(100).enumerated() {
            let script = sign.script
            let form = script.form(ofPerson: UInt64(number))
            #expect(form == script.form(ofPerson: UInt64(number)) && form != script)
            #expect(form.gloss == script.gloss && form.keys.count == script.keys.count)
            for (own, key) in zip(form.keys, script.keys) {
                #expect(own.orientation.angle(to: key.orientation) < 90)
                #expect((own.offset - key.offset).length < 1)
                #expect(own.shape.withinLimits.angles == own.shape.angles)
            }
        }
    }
}
