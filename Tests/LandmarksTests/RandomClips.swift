import TestSupport
@testable import Landmarks

extension SplitMix64 {
    /// A coordinate: usually an ordinary one, else one with a risk in rounding or sign.
    mutating func coordinate() -> Float {
        let limit = LandmarkClip.coordinateLimit
        switch Int.random(in: 0..<8, using: &self) {
        case 0:
            return pick([
                0, -0.0, 1, -1, Float(1).nextDown, Float(1).nextUp, 0.5, limit, -limit, limit.nextDown,
                .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude,
                Float.leastNormalMagnitude.nextDown, 1 / 3, 65536, 1e-30,
            ])
        case 1:
            let any = Float(bitPattern: UInt32(truncatingIfNeeded: next()))
            return abs(any) <= limit ? any : 0.25
        default: return Float.random(in: -0.5..<1.5, using: &self)
        }
    }

    /// A clip with every combination of flags and of stated and unstated facts.
    mutating func clip(_ layout: LandmarkLayout, frames: Int) -> LandmarkClip {
        var values: [Float] = []
        var flags: [LandmarkFlags] = []
        for _ in 0..<frames * layout.landmarkCount {
            let flag = LandmarkFlags(rawValue: UInt8.random(in: 0..<4, using: &self))
            let seen = flag.contains(.present)
            for _ in 0..<3 { values.append(seen ? coordinate() : 0) }
            let visibility = pick([0, -0.0, 1, 0.5, coordinate(), Float.random(in: 0...1, using: &self)])
            values.append(flag == [.present, .hasVisibility] ? visibility : 0)
            flags.append(flag)
        }
        var time = Double.random(in: -1...1, using: &self)
        var timestamps: [Double] = []
        for _ in 0..<frames {
            timestamps.append(time)
            time += pick([0, 1 / 30, .random(in: 0..<1e-3, using: &self), 1e9, .leastNonzeroMagnitude])
        }
        let sizes = [nil, 1, 2, 3, 320, 480, 639, 640, 641, 720, 1279, 1919, 2160, 4095, 4096, 65535]
        let facts = SourceFacts(
            fps: pick([nil, 30, 29.97, 1000, 1e-300, 24000.0 / 1001, .random(in: 0.001..<1000, using: &self)]
            ),
            width: pick(sizes), height: pick(sizes), mirrored: pick([nil, true, false]),
            dominantHand: pick([nil, .left, .right]))
        return LandmarkClip(
            layout: layout, facts: facts, frameCount: frames,
            timestamps: Bool.random(using: &self) ? timestamps : nil,
            values: values, flags: flags)
    }
}

extension LandmarkClip {
    /// Equality to the last bit; `==` takes -0 for 0.
    func isIdentical(to other: LandmarkClip) -> Bool {
        self == other
            && values.map(\.bitPattern) == other.values.map(\.bitPattern)
            && timestamps?.map(\.bitPattern) == other.timestamps?.map(\.bitPattern)
            && facts.fps?.bitPattern == other.facts.fps?.bitPattern
    }

    /// The guarantee of every reader: present landmarks are finite and within the limit, missing ones are
    /// zeros.
    var keepsItsPromises: Bool {
        flags.indices.allSatisfy { slot in
            let landmark = values[slot * 4..<slot * 4 + 4]
            let present = flags[slot].contains(.present)
            return landmark.allSatisfy { present ? abs($0) <= Self.coordinateLimit : $0.bitPattern == 0 }
        }
    }
}
