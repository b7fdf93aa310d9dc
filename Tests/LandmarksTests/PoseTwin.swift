@testable import Landmarks

/// A slow reader of well-formed `.pose` files that is easy to check against the format's specification: one
/// number at a time, in double, with lookups by name.
struct PoseTwin {
    struct Point {
        var x: Double
        var y: Double
        var z: Float
        var confidence: Float

        var isSomewhere: Bool {
            confidence != 0 && !confidence.isNaN && !x.isNaN && !y.isNaN && (x != 0 || y != 0)
        }
    }

    private(set) var width = 0
    private(set) var height = 0
    private(set) var fps: Float = 0
    /// `[frame]["COMPONENT/POINT"]` of the person to read.
    var frames: [[String: Point]] { (0..<frameCount).map { people[kept][$0] ?? [:] } }
    private var frameCount = 0
    /// `[person][frame]["COMPONENT/POINT"]`.
    private var people: [[Int: [String: Point]]] = []
    private var bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let version = float()
        width = short()
        height = short()
        _ = short()
        var points: [(name: String, format: Int)] = []
        for _ in 0..<short() {
            let name = text()
            let format = text().count
            let (count, limbs, colours) = (short(), short(), short())
            for _ in 0..<count { points.append((name + "/" + text(), format)) }
            offset += limbs * 4 + colours * 6
        }
        let longest = (points.map(\.format).max() ?? 1) - 1
        if version < 0.05 {
            fps = Float(short())
            frameCount = short()
            for frame in 0..<frameCount {
                for person in 0..<short() {
                    _ = short()
                    var named: [String: Point] = [:]
                    for point in points {
                        let numbers = (0..<point.format).map { _ in float() }
                        named[point.name] = Self.point(numbers, format: point.format)
                    }
                    add(named, of: person, in: frame)
                }
            }
            if people.isEmpty { people = [[:]] }
            return
        }
        fps = version < 0.15 ? Float(short()) : float()
        let declared = version < 0.15 ? short() : short() | short() << 16
        let peopleCount = short()
        let perFrame = peopleCount * points.count * (longest + 1) * 4
        let count = version < 0.15 ? (bytes.count - offset) / perFrame : declared
        let start = offset
        frameCount = count
        for frame in 0..<count {
            for person in 0..<peopleCount {
                var named: [String: Point] = [:]
                for (index, point) in points.enumerated() {
                    let place = (frame * peopleCount + person) * points.count + index
                    offset = start + place * longest * 4
                    let numbers = (0..<longest).map { _ in float() }
                    offset = start + count * peopleCount * points.count * longest * 4 + place * 4
                    named[point.name] = Self.point(numbers + [float()], format: point.format)
                }
                add(named, of: person, in: frame)
            }
        }
    }

    private mutating func add(_ named: [String: Point], of person: Int, in frame: Int) {
        while people.count <= person { people.append([:]) }
        people[person][frame] = named
    }

    /// The person to read: the one with hands in most frames, among equals the one with the widest shoulders.
    var kept: Int {
        var best = (person: 0, hands: -1, width: -1.0)
        for (person, frames) in people.enumerated() {
            let hands = frames.values.count { named in
                named.contains {
                    $0.key.contains("HAND_LANDMARKS") && !$0.key.contains("WORLD") && $0.value.isSomewhere
                }
            }
            let widths = (0..<frameCount).compactMap { frame -> Double? in
                guard let left = frames[frame]?["POSE_LANDMARKS/LEFT_SHOULDER"], left.isSomewhere,
                    let right = frames[frame]?["POSE_LANDMARKS/RIGHT_SHOULDER"], right.isSomewhere
                else { return nil }
                return ((left.x - right.x) * (left.x - right.x) + (left.y - right.y) * (left.y - right.y))
                    .squareRoot()
            }
            let width = widths.isEmpty ? 0 : widths.reduce(0, +) / Double(widths.count)
            if (hands, width) > (best.hands, best.width) { best = (person, hands, width) }
        }
        return best.person
    }

    /// Whether `clip` holds exactly the landmarks of this file, bit for bit.
    func agrees(with clip: LandmarkClip, worldInPixels: Bool = false) -> Bool {
        guard clip.frameCount == frames.count else { return false }
        for (frame, named) in frames.enumerated() {
            var slot = frame * clip.layout.landmarkCount
            for part in clip.layout.parts {
                let component = PoseCatalogue.componentName(of: part).description
                for name in PoseCatalogue.pointNames(of: part, count: clip.layout.count(of: part)) {
                    let found = Array(clip.values[slot * 4..<slot * 4 + 4]).map(\.bitPattern)
                    let (values, flags) = expected(
                        named[component + "/" + name], part, scaled: !part.isWorld || worldInPixels)
                    guard found == values.map(\.bitPattern), clip.flags[slot] == flags else { return false }
                    slot += 1
                }
            }
        }
        return true
    }

    private func expected(
        _ point: Point?, _ part: LandmarkPart, scaled: Bool
    ) -> ([Float], LandmarkFlags) {
        guard let point, point.confidence != 0,
            !point.x.isNaN, !point.y.isNaN, !point.z.isNaN, !point.confidence.isNaN
        else { return ([0, 0, 0, 0], []) }
        let x = Float(scaled ? point.x / Double(width) : point.x)
        let y = Float(scaled ? point.y / Double(height) : point.y)
        let states = part == .pose || part == .poseWorld || point.confidence != 1
        return (
            [x, y, point.z, states ? point.confidence : 0], states ? [.present, .hasVisibility] : .present
        )
    }

    private static func point(_ numbers: [Float], format: Int) -> Point {
        Point(
            x: Double(numbers[0]), y: Double(numbers[1]), z: format > 3 ? numbers[2] : 0,
            confidence: numbers[numbers.count - 1])
    }

    private mutating func short() -> Int {
        defer { offset += 2 }
        return Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
    }

    private mutating func float() -> Float {
        let low = UInt32(short())
        return Float(bitPattern: low | UInt32(short()) << 16)
    }

    private mutating func text() -> String {
        let count = short()
        defer { offset += count }
        return String(decoding: bytes[offset..<offset + count], as: UTF8.self)
    }
}
