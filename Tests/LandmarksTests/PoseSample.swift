import TestSupport
@testable import Landmarks

/// Bytes of a `.pose` file of any version, written number by number from the format's specification.
struct PoseSample {
    struct Component {
        var name: String
        var format = "XYZC"
        var points: [String]
    }

    var version: Float = 0.2
    var width = 640
    var height = 480
    var components: [Component]
    var fps: Float = 25
    /// `[frame][person][point]`: a point's numbers and, last, its confidence. The points of all components
    /// are consecutive.
    var frames: [[[[Float]]]] = []
    /// A wrong number of frames for the header.
    var declaredFrames: Int?

    static func component(_ part: LandmarkPart, count: Int? = nil, format: String = "XYZC") -> Component {
        let count = count ?? part.landmarkCounts[0]
        return Component(
            name: PoseCatalogue.componentName(of: part).description, format: format,
            points: PoseCatalogue.pointNames(of: part, count: count))
    }

    /// Random pixels for every point; some points are missing, and with `notNumbers` some are NaN.
    mutating func fill(frames count: Int, people: Int, notNumbers: Bool = false, _ random: inout SplitMix64) {
        frames = (0..<count).map { _ in
            let here = version == 0 ? Int.random(in: 0...people, using: &random) : people
            return (0..<here).map { _ in
                components.flatMap { component in
                    component.points.map { _ in
                        var numbers = (0..<component.format.count - 1).map { _ in
                            Float.random(in: -200..<900, using: &random)
                        }
                        if notNumbers, random.next() % 7 == 0 { numbers[0] = .nan }
                        return numbers + [random.pick([0, 1, Float.random(in: 0...1, using: &random)])]
                    }
                }
            }
        }
    }

    var bytes: [UInt8] {
        var out: [UInt8] = []
        func short(_ value: Int) { out += [UInt8(value & 255), UInt8(value >> 8 & 255)] }
        func float(_ value: Float) {
            let bits = Int(value.bitPattern)
            short(bits & 0xFFFF)
            short(bits >> 16)
        }
        func text(_ value: String) {
            short(value.utf8.count)
            out += Array(value.utf8)
        }
        float(version)
        [width, height, 0, components.count].forEach(short)
        for component in components {
            text(component.name)
            text(component.format)
            [component.points.count, 1, 2].forEach(short)
            component.points.forEach(text)
            [0, 0].forEach(short)
            [255, 0, 0, 0, 255, 0].forEach(short)
        }
        let count = declaredFrames ?? frames.count
        if version == 0.2 {
            float(fps)
            short(count & 0xFFFF)
            short(count >> 16)
        } else {
            short(Int(fps))
            short(count & 0xFFFF)
        }
        if version == 0 {
            for frame in frames {
                short(frame.count)
                for person in frame {
                    short(7)
                    person.joined().forEach(float)
                }
            }
            return out
        }
        let dimensions = (components.map(\.format.count).max() ?? 1) - 1
        short(frames.first?.count ?? 1)
        for point in frames.joined().joined() {
            for index in 0..<dimensions { float(index < point.count - 1 ? point[index] : 0) }
        }
        for point in frames.joined().joined() { float(point[point.count - 1]) }
        return out
    }
}
