import Landmarks
import SyntheticSigner

struct FixtureAttempt: Sendable {
    /// The path below `attempts`; its extension selects the format.
    var file: String
    var script: SignScript
    var fault: Fault?
    var signer: SignerProfile = .gwen
    var seed: UInt64
    var parts: [LandmarkPart] = [.pose, .leftHand, .rightHand]

    func take() -> SyntheticTake {
        SyntheticSigner(profile: signer, parts: parts, seed: seed).take(of: script, fault: fault)
    }

    func bytes(of clip: LandmarkClip) throws(LandmarkError) -> [UInt8] {
        file.hasSuffix(".json") ? clip.canonicalJSON() : try clip.poseFile()
    }

    /// HELLO (the README's attempt) with and without faults, by other people, six other signs, and one take
    /// with a face.
    static let all: [FixtureAttempt] = hello + people + otherSigns + faces

    private static func sign(_ gloss: String) -> SignScript {
        guard let script = SignScript.named(gloss) else { preconditionFailure("no sign \(gloss)") }
        return script
    }

    private static let hello: [FixtureAttempt] = {
        let faults: [(Fault?, String)] = [
            (nil, "json"), (.wrongHandshape(.y, .dominant), "json"), (.tooLow(0.6), "json"),
            (.tempo(2.8), "json"), (.unseenHand(.dominant), "json"), (.unsaidMirror, "json"),
            (.curledFinger(.index, .dominant), "pose"), (.turnedPalm(degrees: 70, .dominant), "pose"),
            (.scaledMovement(0), "pose"), (.scaledMovement(-1), "pose"), (.reversed, "pose"),
            (.standingStill, "pose"), (.noHands, "pose"),
        ]
        return faults.map { fault, format in
            FixtureAttempt(
                file: (["hello"] + [fault?.name].compactMap(\.self)).joined(separator: "-") + "." + format,
                script: sign("HELLO"), fault: fault, seed: 42)
        }
    }()

    private static let people = [
        FixtureAttempt(file: "hello-left-handed.json", script: sign("HELLO"), signer: .dev, seed: 43),
        FixtureAttempt(file: "hello-dim-room.json", script: sign("HELLO"), signer: .farid, seed: 44),
    ]

    private static let otherSigns: [FixtureAttempt] = [
        ("PLEASE", Handshape.y, HandRole.dominant), ("MOTHER", .s, .dominant), ("HELP", .v, .dominant),
        ("FINISH", .s, .both), ("FRIEND", .flatB, .both),
        ("WANT", .v, .both),
    ].enumerated().flatMap { row, sign in
        let script = Self.sign(sign.0)
        let faults: [Fault?] = [
            nil, .wrongHandshape(sign.1, sign.2), .tooLow(0.35), .tempo(2.8),
            .unseenHand(script.isTwoHanded ? .other : .dominant),
        ]
        // A symmetric two-handed sign is the same in a mirror, so mirroring is no fault.
        let mirrored: [Fault?] = ["WANT", "FINISH"].contains(sign.0) ? [] : [.unsaidMirror]
        return (faults + mirrored).map { fault in
            FixtureAttempt(
                file: ([sign.0.lowercased()] + [fault?.name].compactMap(\.self)).joined(separator: "-")
                    + ".pose",
                script: script, fault: fault, seed: UInt64(50 + row))
        }
    }

    private static let faces = [
        FixtureAttempt(
            file: "where-face.pose", script: sign("WHERE"), signer: .chiara, seed: 60,
            parts: [.pose, .face, .leftHand, .rightHand])
    ]
}
