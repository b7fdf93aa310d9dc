import Foundation
import Testing

@testable import PracticeStore

/// What `raw_metrics` may hold, on every engine.
@Suite struct ResolveConformanceTests {
    @Test(arguments: StoreEngine.allCases)
    func anAttemptIsItsOwnBytes(engine: StoreEngine) throws {
        let store = try engine.open()
        for text in [#"{"fps": 30, "frames": []}"#, #"[{"poseLandmarks": []}]"#, "[]"] {
            #expect(
                try store.database.resolve(rawMetrics: text, for: Learner.local)
                    == .stored(.inline(Data(text.utf8))))
        }
    }

    @Test(arguments: StoreEngine.allCases)
    func referencesFindTheRecording(engine: StoreEngine) throws {
        let store = try engine.open()
        let media = NewMedia(name: "a \"b\" é.pose", landmarks: Data([4, 5]))
        let session = try store.database.session(
            id: store.database.beginSession(Samples.session(media: media), at: Samples.noon))
        let mediaID = try #require(session.mediaID)
        let byID = #"{"media_id": "\#(mediaID)"}"#
        #expect(
            try store.database.resolve(rawMetrics: byID, for: Learner.local)
                == .stored(.media(id: mediaID, Data([4, 5]))))
        let stored = try store.database.media(id: mediaID, for: Learner.local)
        let place = try JSONEncoder().encode(["bucket": stored.bucket, "path": stored.path])
        #expect(
            try store.database.resolve(
                rawMetrics: String(decoding: place, as: UTF8.self), for: Learner.local
            ).stored?.bytes == Data([4, 5]))
        // An attempt that only refers to the recording of another.
        let second = try store.database.beginSession(Samples.session(rawMetrics: byID), at: Samples.noon)
        #expect(try store.database.attempt(sessionID: second).bytes == Data([4, 5]))
    }

    @Test(arguments: StoreEngine.allCases)
    func statisticsCannotBeScored(engine: StoreEngine) throws {
        let store = try engine.open()
        for text in [
            #"{"frames_total": 90, "mean_visibility": 0.9}"#, "{}", "7", "\"x\"", "null", "{", "",
            #"{"media_id": 7}"#, #"{"media_id": "x"}"#, #"{"bucket": 1, "path": "x"}"#, #"{"bucket": "x"}"#,
            String(repeating: "{\"a\":", count: 100_000),
        ] {
            let error = #expect(throws: StoreError.self) {
                try store.database.resolve(rawMetrics: text, for: Learner.local)
            }
            guard case .refused("practice_sessions", "raw_metrics", _) = error else {
                Issue.record("\(text.prefix(40)): \(String(describing: error))")
                continue
            }
        }
        let bare = try store.database.beginSession(Samples.session(), at: Samples.noon)
        #expect(throws: StoreError.self) { try store.database.attempt(sessionID: bare) }
    }

    @Test(arguments: StoreEngine.allCases)
    func anothersRecordingIsNotFound(engine: StoreEngine) throws {
        let store = try engine.open()
        let other = Learner(nickname: "other")
        try store.database.addLearner(other, at: Samples.noon)
        let media = NewMedia(name: "a.pose", landmarks: Data([4, 5]))
        let session = try store.database.session(
            id: store.database.beginSession(Samples.session(media: media), at: Samples.noon))
        let mediaID = try #require(session.mediaID)
        let missing = StoreError.notFound(.media(mediaID.uuidString.lowercased()))
        #expect(throws: missing) {
            try store.database.resolve(rawMetrics: #"{"media_id": "\#(mediaID)"}"#, for: other.id)
        }
        let stored = try store.database.media(id: mediaID, for: Learner.local)
        let (bucket, path) = (stored.bucket, stored.path)
        #expect(throws: StoreError.notFound(.media("\(bucket)/\(path)"))) {
            try store.database.media(bucket: bucket, path: path, for: other.id)
        }
        #expect(throws: StoreError.self) {
            try store.database.media(bucket: bucket, path: path + "\0", for: Learner.local)
        }
    }
}
