import TestSupport
import Landmarks

/// Landmark JSON with random content in the form of one producer.
struct JSONTestDocument {
    enum Producer: CaseIterable {
        case javaScriptHolistic, tasksHolistic, tasksHands, tasksPose, pythonHolistic, pythonHands, protobuf
        case protobufHands, numberedStrings
    }

    var random: SplitMix64
    let producer: Producer
    private let faceCount: Int

    init(seed: UInt64, producer: Producer) {
        random = SplitMix64(seed: seed)
        self.producer = producer
        faceCount = seed % 2 == 0 ? 468 : 478
    }

    /// An attempt object, an array or lines of `count` frames.
    mutating func text(frames count: Int) -> String {
        let isTimed = random.chance(0.5)
        let frames = (0..<count).map { index in
            // Sums of powers of two: Foundation rounds other decimals wrongly in the last place.
            frame(time: isTimed ? Double(index) / 32 : nil)
        }
        switch Int.random(in: 0..<3, using: &random) {
        case 0: return "[" + frames.joined(separator: ",\n ") + "]"
        case 1: return frames.joined(separator: "\n") + "\n"
        default:
            let facts = ["\"fps\": 29.97", "\"width\": 1280, \"height\": 720", "\"mirrored\": true"]
            let members = (facts + ["\"frames\": [" + frames.joined(separator: ",") + "]"]).shuffled(
                using: &random)
            return "{" + members.joined(separator: ", ") + "}"
        }
    }

    /// One frame, on one line.
    mutating func frame(time: Double?) -> String {
        var members = ["\"unknown\": {\"deep\": [[{\"a\": \"}]\\\"\"}]]}"]
        if let time { members.append("\"t\": \(time)") }
        switch producer {
        case .javaScriptHolistic:
            for key in ["poseLandmarks", "faceLandmarks", "leftHandLandmarks", "rightHandLandmarks"] {
                append(key, to: &members, absent: ["null"]) { "[\($0)]" }
            }
        case .tasksHolistic:
            for key in [
                "poseLandmarks", "faceLandmarks", "leftHandLandmarks", "rightHandLandmarks",
                "poseWorldLandmarks",
                "leftHandWorldLandmarks", "rightHandWorldLandmarks",
            ] {
                append(key, to: &members, absent: ["[]", "[[]]"]) { "[[\($0)]]" }
            }
            members.append("\"faceBlendshapes\": [{\"categories\": [{\"score\": 0.5}]}]")
        case .pythonHolistic:
            for key in [
                "pose_landmarks", "face_landmarks", "left_hand_landmarks", "right_hand_landmarks",
                "pose_world_landmarks", "left_hand_world_landmarks", "right_hand_world_landmarks",
            ] {
                append(key, to: &members, absent: ["[]", "null"]) { "[\($0)]" }
            }
        case .protobuf:
            for key in ["pose_landmarks", "face_landmarks", "left_hand_landmarks", "right_hand_landmarks"] {
                append(key, to: &members, absent: ["{}", "null", "{\"landmark\": []}"]) {
                    "{\"landmark\": [\($0)]}"
                }
            }
        case .numberedStrings:
            for key in ["pose_landmarks", "left_hand_landmarks"] {
                append(key, to: &members, absent: ["null"]) {
                    "{\"num_landmarks\": 21, \"landmarks\": [\($0)]}"
                }
            }
        case .tasksPose:
            members.append("\"landmarks\": \(random.chance(0.2) ? "[]" : "[[\(points(33))]]")")
            members.append("\"worldLandmarks\": \(random.chance(0.2) ? "[]" : "[[\(points(33))]]")")
        case .tasksHands:
            appendHands(to: &members, "landmarks", "worldLandmarks", "handedness", "handednesses")
        case .pythonHands:
            appendHands(to: &members, "hand_landmarks", "hand_world_landmarks", "handedness", nil)
        case .protobufHands:
            appendHands(
                to: &members, "multi_hand_landmarks", "multi_hand_world_landmarks", "multi_handedness", nil)
        }
        return "{" + members.shuffled(using: &random).joined(separator: ",") + "}"
    }

    private mutating func append(
        _ key: String, to members: inout [String], absent: [String], present: (String) -> String
    ) {
        if random.chance(0.1) { return }
        let name = key.lowercased()
        let count = name.contains("face") ? faceCount : name.contains("hand") ? 21 : 33
        let value =
            random.chance(0.2) ? absent.randomElement(using: &random) ?? "null" : present(points(count))
        members.append("\"\(key)\" : \(value)")
    }

    private mutating func appendHands(
        to members: inout [String], _ image: String, _ world: String, _ sides: String, _ alias: String?
    ) {
        let wrap: (String) -> String =
            producer == .protobufHands ? { "{\"landmark\":[\($0)]}" } : { "[\($0)]" }
        var images: [String] = []
        var worlds: [String] = []
        var labels: [String] = []
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            images.append(wrap(points(21)))
            worlds.append(wrap(points(21)))
            let side = random.chance(0.5) ? "Left" : "Right"
            let score = Double.random(in: 0.5...1, using: &random)
            labels.append(
                producer == .protobufHands
                    ? "{\"classification\":[{\"index\":0,\"score\":\(score),\"label\":\"\(side)\"}]}"
                    : "[{\"score\":\(score),\"index\":1,\"categoryName\":\"\(side)\",\"displayName\":\"\(side)\"}]"
            )
        }
        members.append("\"\(image)\":[\(images.joined(separator: ","))]")
        members.append("\"\(world)\":[\(worlds.joined(separator: ","))]")
        members.append("\"\(sides)\":[\(labels.joined(separator: ","))]")
        if let alias { members.append("\"\(alias)\":[\(labels.joined(separator: ","))]") }
    }

    private mutating func points(_ count: Int) -> String {
        (0..<count).map { _ in point() }.joined(separator: ",")
    }

    private mutating func point() -> String {
        if producer == .numberedStrings {
            return "\"\(number()),\(number()),\(number()),\(Float.random(in: 0...1, using: &random))\""
        }
        if random.chance(0.02) { return "null" }
        var members: [String] = []
        for name in ["x", "y", "z"] {
            if producer == .protobuf && random.chance(0.1) { continue }
            members.append("\"\(name)\":\(random.chance(0.005) ? "null" : number())")
        }
        if random.chance(0.5) {
            members.append("\"visibility\" : \(Double.random(in: -0.1...1.1, using: &random))")
        }
        if random.chance(0.2) { members.append("\"presence\":0.5,\"name\":null") }
        return "{" + members.shuffled(using: &random).joined(separator: ", ") + "}"
    }

    private mutating func number() -> String {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: "\(Int.random(in: -3...3, using: &random))"
        case 1: "\(Double.random(in: -1e5...1e5, using: &random))"
        case 2:
            "\(Float.random(in: -1...1, using: &random) * 1e-6)E-2"
                .replacing("e-", with: "1e-").replacing(/e-\d+E/, with: "E")
        default: "\(Double.random(in: -0.5...1.5, using: &random))"
        }
    }
}
