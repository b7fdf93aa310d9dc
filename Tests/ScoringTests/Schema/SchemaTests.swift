import TestSupport
import Foundation
import Landmarks
import SigningSpace
import Testing

@testable import Scoring

@Suite("The schemas in docs/schema")
struct SchemaTests {
    /// The Python tests validate the same corpus with another implementation of JSON Schema.
    @Test("take their valid examples and refuse the others", arguments: ["attempt", "feedback"])
    func corpus(_ kind: String) throws {
        let schema = try SchemaDocument(kind)
        for verdict in ["valid", "contradictory"] {
            let examples = try SchemaDocument.examples("\(kind)/\(verdict)")
            #expect(!examples.isEmpty)
            for example in examples {
                #expect(try schema.fault(in: JSONValue(example.json)) == nil, "\(example.name)")
            }
        }
        let invalid = try SchemaDocument.examples("\(kind)/invalid")
        #expect(invalid.count >= 35)
        for example in invalid {
            #expect(try schema.fault(in: JSONValue(example.json)) != nil, "\(example.name)")
        }
    }

    @Test("feedback examples decode, and encode to the same JSON")
    func decoding() throws {
        for example in try SchemaDocument.examples("feedback/valid") {
            guard !example.name.hasPrefix("unscored") else {
                // The feedback of an abandoned attempt has no score and is not of this type.
                #expect(throws: DecodingError.self) {
                    try JSONDecoder().decode(Feedback.self, from: example.json)
                }
                continue
            }
            let feedback = try JSONDecoder().decode(Feedback.self, from: example.json)
            let encoded = try JSONValue(JSONEncoder().encode(feedback))
            #expect(try encoded == JSONValue(example.json), "\(example.name)")
        }
    }

    @Test("feedback of a word is valid, with every fault, of its own sign and of another")
    func words() throws {
        let schema = try SchemaDocument("feedback")
        let signs = try FixtureLibrary.shared.get().signs
        let scorer = WordScorer()
        var moments = 0
        for truth in try FixtureTruth.all() where ["HELLO", "HELP", "WHERE"].contains(truth.sign) {
            let attempt: PreparedTake
            do {
                attempt = try FixtureLibrary.attempt(truth.file)
            } catch is SigningSpaceError {
                continue
            }
            for gloss in [truth.sign, "NAME"] {
                let feedback = try scorer.score(attempt, against: #require(signs[gloss])).feedback
                moments += feedback.moments.count
                #expect(try Self.fault(feedback, schema) == nil, "\(truth.file) \(gloss)")
            }
        }
        #expect(moments >= 10)
    }

    @Test("a replay of a word, of a sentence and a demonstration are valid")
    func replays() throws {
        let schema = try SchemaDocument("replay")
        let signs = try FixtureLibrary.shared.get().signs
        var (moments, arrows) = (0, Set<Replay.Arrow.Kind>())
        for truth in try FixtureTruth.all() {
            guard let attempt = try? FixtureLibrary.attempt(truth.file) else { continue }
            let replay = try WordScorer().replay(attempt, against: #require(signs[truth.sign]))
            let marks = replay.signs.flatMap { $0.moments.flatMap(\.marks) }
            moments += replay.feedback.moments.count
            arrows.formUnion(marks.flatMap { $0.arrows.map(\.kind) })
            #expect(try Self.fault(replay, schema) == nil, "\(truth.file)")
        }
        #expect(moments >= 20 && arrows.isSuperset(of: [.move, .turn, .bend, .scale, .reverse]))
        let signed = ["HELLO", "HELP", "NO"]
        let sentence = try SentenceScorer().replay(
            PreparedTake(stretch: SequenceSamples.sentence(signed).clip),
            against: SequenceSamples.models(["HELLO", "WANT", "NO"]), library: SequenceSamples.models.get())
        #expect(sentence.signs.map(\.gloss) == ["HELLO", "NO"])
        #expect(try Self.fault(sentence, schema) == nil)
        #expect(try Self.fault(Demonstration(#require(signs["HELP"])), schema) == nil)
    }

    @Test("feedback of a sentence is valid, whole or not")
    func sentences() throws {
        let schema = try SchemaDocument("feedback")
        let signed = ["HELLO", "HELP", "NO", "MOTHER"]
        let attempt = try PreparedTake(stretch: SequenceSamples.sentence(signed).clip)
        var statuses: Set<Feedback.SignStatus> = []
        var added = 0
        for asked in [
            signed, ["HELLO", "HELP", "WANT", "NO", "MOTHER"], ["HELLO", "NO", "MOTHER"],
            ["HELLO", "FRIEND", "NO", "MOTHER"],
        ] {
            let feedback = try SentenceScorer().score(
                attempt, against: SequenceSamples.models(asked), library: SequenceSamples.models.get())
            #expect(try Self.fault(feedback, schema) == nil, "\(asked)")
            statuses.formUnion((feedback.signs ?? []).map(\.status))
            added += feedback.added?.count ?? 0
        }
        #expect(statuses == Set(Feedback.SignStatus.allCases))
        #expect(added > 0)
    }

    @Test("feedback of a stream is valid, with signs and without")
    func streams() throws {
        let schema = try SchemaDocument("feedback")
        let clip = SequenceSamples.sentence(["HELLO", "HELP"]).clip
        for (glosses, isSpotted) in [(["HELLO", "HELP"], true), (["WHERE"], false)] {
            let feedback = try FreestyleScorer().score(clip, against: SequenceSamples.models(glosses))
            #expect(feedback.signs?.isEmpty == !isSpotted)
            #expect(try Self.fault(feedback, schema) == nil)
        }
    }

    @Test("name the engine's own words")
    func vocabulary() throws {
        let schema = try SchemaDocument("feedback")
        func choices(_ rule: JSONValue?) -> Set<String> {
            Set((rule?["enum"]?.elements ?? []).compactMap(\.text))
        }
        #expect(choices(schema.definition("Channel")) == Set(Channel.allCases.map(\.rawValue)))
        #expect(
            Set((schema.definition("Channels")?["properties"]?.members ?? [:]).keys)
                == Set(Channel.allCases.map(\.rawValue)))
        #expect(
            choices(schema.definition("UnscoredFeedback")?["properties"]?["mode"])
                == Set(PracticeMode.allCases.map(\.rawValue)))
        let units: [Finding.Unit] = [.degrees, .palmLengths, .shoulderWidths, .times]
        #expect(choices(schema.definition("Measure")?["properties"]?["unit"]) == Set(units.map(\.rawValue)))
    }

    @Test("attempt examples are read by the engine, or refused by it as well")
    func attempts() throws {
        let schema = try SchemaDocument("attempt")
        for example in try SchemaDocument.examples("attempt/valid") {
            if example.name.hasPrefix("media-") {
                // The store resolves these references; the document contains no recording to read.
                #expect(throws: LandmarkError.self) { try Self.read(example.json) }
            } else {
                let clip = try Self.read(example.json)
                let canonical = Data(clip.canonicalJSON())
                #expect(try schema.fault(in: JSONValue(canonical)) == nil, "\(example.name)")
                #expect(try Self.read(canonical).values == clip.values, "\(example.name)")
            }
        }
        for verdict in ["invalid", "contradictory"] {
            for example in try SchemaDocument.examples("attempt/\(verdict)") {
                #expect(throws: LandmarkError.self, "\(example.name)") { try Self.read(example.json) }
            }
        }
    }

    @Test("the JSON attempts in Fixtures are valid")
    func fixtures() throws {
        let schema = try SchemaDocument("attempt")
        let folder = FixtureLibrary.folder.appending(path: "attempts")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".json") && $0 != "truth.json" }
        #expect(files.count >= 7)
        for file in files {
            let document = try JSONValue(Data(contentsOf: folder.appending(path: file)))
            #expect(try schema.fault(in: document) == nil, "\(file)")
        }
    }

    private static func fault(_ document: some Encodable, _ schema: SchemaDocument) throws -> String? {
        try schema.fault(in: JSONValue(JSONEncoder().encode(document)))
    }

    private static func read(_ json: Data) throws -> LandmarkClip {
        try LandmarkReader().read(json.bytes)
    }
}
