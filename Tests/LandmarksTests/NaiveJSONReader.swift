import Foundation
import Landmarks

/// The slow twin of the JSON reader: Foundation's document tree and dictionaries, one rule per line.
struct NaiveJSONReader {
    struct Point: Equatable {
        var xyz: [Float]
        var visibility: Float?
    }
    typealias Frame = [LandmarkPart: [Point?]]

    var frames: [Frame] = []
    var times: [Double?] = []

    init(_ text: String) throws {
        let roots: [Any]
        if let whole = try? JSONSerialization.jsonObject(with: Data(text.utf8)) {
            roots = (whole as? [Any]) ?? ((whole as? [String: Any])?["frames"] as? [Any]) ?? [whole]
        } else {
            roots = try text.split(separator: "\n").map {
                try JSONSerialization.jsonObject(with: Data($0.utf8))
            }
        }
        for root in roots {
            guard let object = root as? [String: Any] else { throw CocoaError(.coderReadCorrupt) }
            frames.append(Self.frame(object))
            times.append((object["t"] as? NSNumber)?.doubleValue)
        }
    }

    private static let names: [(String, LandmarkPart)] = [
        ("pose", .pose), ("face", .face), ("leftHand", .leftHand), ("left_hand", .leftHand),
        ("rightHand", .rightHand), ("right_hand", .rightHand),
    ]
    private static let world: [LandmarkPart: LandmarkPart] = [
        .pose: .poseWorld, .leftHand: .leftHandWorld, .rightHand: .rightHandWorld,
    ]

    private static func frame(_ object: [String: Any]) -> Frame {
        var frame: Frame = [:]
        for (prefix, part) in names {
            for suffix in ["Landmarks", "_landmarks"] {
                if let points = points(object[prefix + suffix]) { frame[part] = points }
            }
            for suffix in ["WorldLandmarks", "_world_landmarks"] {
                if let points = points(object[prefix + suffix]) { frame[world[part] ?? part] = points }
            }
        }
        let images = groups(object, ["landmarks", "hand_landmarks", "multi_hand_landmarks"])
        let worlds = groups(object, ["worldLandmarks", "hand_world_landmarks", "multi_hand_world_landmarks"])
        for (list, pose) in [(images, LandmarkPart.pose), (worlds, .poseWorld)] {
            if let first = list.first, first.count == 33 { frame[pose] = first }
        }
        let sides = sides(object)
        for (index, side) in sides.enumerated() {
            let part: LandmarkPart = side == "Left" ? .leftHand : .rightHand
            if index < images.count { frame[part] = images[index] }
            if index < worlds.count { frame[world[part] ?? part] = worlds[index] }
        }
        return frame
    }

    private static func groups(_ object: [String: Any], _ keys: [String]) -> [[Point?]] {
        let lists = keys.compactMap { object[$0] as? [Any] }
        return (lists.first ?? []).map { points($0) ?? [] }
    }

    private static func sides(_ object: [String: Any]) -> [String] {
        let list = (object["handedness"] ?? object["multi_handedness"]) as? [Any] ?? []
        var hands = list.compactMap { entry -> (side: String, score: Double)? in
            let categories = (entry as? [String: Any])?["classification"] ?? entry
            guard let first = (categories as? [[String: Any]])?.first else { return nil }
            let side = (first["categoryName"] ?? first["label"]) as? String
            return (side ?? "", (first["score"] as? NSNumber)?.doubleValue ?? 0)
        }
        if hands.count == 2, hands[0].side == hands[1].side {
            let other = hands[1].score > hands[0].score ? 0 : 1
            hands[other].side = hands[other].side == "Left" ? "Right" : "Left"
        }
        return hands.map(\.side)
    }

    private static func points(_ value: Any?) -> [Point?]? {
        if let object = value as? [String: Any] { return points(object["landmark"] ?? object["landmarks"]) }
        guard let list = value as? [Any], let first = list.first else { return nil }
        if first is [Any] { return points(first) }
        return list.map(point)
    }

    private static func point(_ value: Any) -> Point? {
        if let text = value as? String {
            let numbers = text.split(separator: ",").compactMap { Float($0) }
            return Point(xyz: Array(numbers.prefix(3)), visibility: numbers.count > 3 ? numbers[3] : nil)
        }
        guard let object = value as? [String: Any] else { return nil }
        let coordinates = ["x", "y", "z"].map { object[$0] }
        let isStated = coordinates.contains { $0 is NSNumber }
        if coordinates[0] is NSNull || coordinates[1] is NSNull || !isStated { return nil }
        let visibility = (object["visibility"] as? NSNumber).map { Float($0.doubleValue) }
        return Point(
            xyz: coordinates.map { Float(($0 as? NSNumber)?.doubleValue ?? 0) },
            visibility: visibility.map { min(max($0, 0), 1) })
    }
}

extension LandmarkClip {
    /// The points of a part in a frame; `nil` where the part is absent.
    func points(_ part: LandmarkPart, frame: Int) -> [NaiveJSONReader.Point?]? {
        guard let range = layout.range(of: part), isPresent(part, frame: frame) else { return nil }
        return range.map { landmark in
            let index = frame * layout.landmarkCount + landmark
            guard flags[index].contains(.present) else { return nil }
            let slot = values[index * 4..<index * 4 + 4]
            return .init(
                xyz: Array(slot.prefix(3)),
                visibility: flags[index].contains(.hasVisibility) ? slot.last : nil)
        }
    }
}
