import Foundation
@testable import PracticeStore
import Scoring
import Testing

@testable import Signify

@Suite("JSON documents") struct DocumentTests {
    @Test(
        "an instant is rounded to the millisecond",
        arguments: [
            (1_764_075_508.123, "2025-11-25T12:58:28.123Z"), (1_764_075_508, "2025-11-25T12:58:28.000Z"),
            (1_764_075_508.9996, "2025-11-25T12:58:29.000Z"), (-0.001, "1969-12-31T23:59:59.999Z"),
            (951_827_696.007, "2000-02-29T12:34:56.007Z"),
        ])
    func instants(seconds: Double, text: String) {
        #expect(Timestamp(Date(timeIntervalSince1970: seconds))?.text == text)
    }

    @Test("any JSON is encoded as it was decoded")
    func anyShape() throws {
        let text =
            #"{"a":[1,-2.5,true,null,"ü\n",{}],"b":{"c":[],"d":9007199254740993},"e":"","f":0.1,"g":false}"#
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
        #expect(try JSONText.line(value) == text)
    }

    @Test("a session has every key, and raw metrics that cannot be decoded are a string")
    func session() throws {
        let deep = String(repeating: "[", count: 30_000) + String(repeating: "]", count: 30_000)
        let id = UUID()
        let session = PracticeSession(
            id: id, userID: Learner.local, lessonID: nil, mode: .word, rawMetrics: deep, mediaID: nil,
            startedAt: Date(timeIntervalSince1970: 0), result: nil, fault: nil)
        let line = try JSONText.line(session)
        #expect(
            line
                == """
                {"completed_at":null,"feedback":null,"id":"\(id.uuidString.lowercased())","lesson_id":null,\
                "media_id":null,"mode":"word","raw_metrics":"\(deep)","score":null,\
                "started_at":"1970-01-01T00:00:00.000Z","user_id":"00000000-0000-4000-8000-000000000001"}
                """)
    }
}
