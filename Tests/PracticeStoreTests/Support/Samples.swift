import Foundation
import Landmarks
import PracticeStore
import Scoring
import Testing
import Wording

/// Values for tests.
enum Samples {
    static let noon = Date(timeIntervalSince1970: 1_795_000_000)

    static func feedback(
        score: Double = 83.4, summary: String = "Good handshape. Raise your right hand.",
        mode: PracticeMode = .word
    ) -> Feedback {
        var feedback = Feedback(
            summary: [], score: score, passed: score >= 70, passingScore: 70, mode: mode,
            reference: .init(sign: "HELLO", takes: 5),
            channels: [
                "handshape": .init(score: 91.2, coverage: 0.95), "non_manual": .init(score: nil, coverage: 0),
            ],
            timing: .init(tempoRatio: 1.2, startS: 0.31, endS: 1.84),
            moments: [
                .init(
                    startS: 0.8, endS: 1.1, referenceS: 0.7, bodyPart: "right index finger",
                    channel: "handshape", severity: 0.7, error: .init(value: 34, unit: "degrees"),
                    correction: Message(.straightenFingers, ["hands": "right", "fingers": ["index"]]))
            ],
            strengths: ["handshape"],
            quality: .init(frames: 92, leftHand: 0.1, rightHand: 0.95, warnings: []),
            signature: "signify 0.1.0")
        feedback.summary = summary
        return feedback
    }

    /// An instant as both engines read it in SQL.
    static func text(_ instant: Date) -> String { Timestamp(instant)?.text ?? "" }

    static func json(_ feedback: Feedback) throws -> String {
        String(decoding: try JSONEncoder().encode(feedback), as: UTF8.self)
    }

    /// What a JSON text says, however it is spelled.
    static func value(_ json: String?) throws -> NSObject {
        let value = try JSONSerialization.jsonObject(with: Data((json ?? "").utf8))
        return try #require(value as? NSObject)
    }

    static func take(_ seed: UInt8, signer: String = "signer-a", bytes: Int = 64) -> ReferenceTake {
        ReferenceTake(
            signer: signer, source: "take-\(seed).pose", landmarks: Data(repeating: seed, count: bytes),
            frameCount: 30, durationSeconds: 1.25, dominantHand: .left, mirrored: false)
    }

    static func session(
        user: UUID = Learner.local, lesson: UUID? = nil, mode: PracticeMode = .word,
        rawMetrics: String? = nil,
        media: NewMedia? = nil
    ) -> NewSession {
        NewSession(
            userID: user, lessonID: lesson, mode: mode, rawMetrics: rawMetrics, media: media, startedAt: noon)
    }
}

extension PracticeDatabase {
    /// The newest 20 scored attempts of a user.
    func history(user: UUID) throws(StoreError) -> [HistoryEntry] {
        try history(user: user, limit: 20, before: nil)
    }

    /// Takes of one sign, with what a test seldom cares about filled in.
    @discardableResult
    func enrol(
        _ gloss: String, _ takes: [ReferenceTake], language: String? = nil, calibration: String? = nil,
        at instant: Date = Samples.noon
    ) throws(StoreError) -> Enrolment {
        try addTakes(
            gloss: gloss, language: language, takes: takes, calibration: calibration, signature: "test 1",
            at: instant)
    }
}
