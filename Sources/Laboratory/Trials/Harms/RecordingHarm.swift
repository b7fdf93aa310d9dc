import Landmarks
import SigningSpace

/// Defects of recordings that people reported: the sign stays right and the file is damaged.
public enum RecordingHarm: String, Sendable, CaseIterable {
    case labelsSwapped = "hand labels swapped"
    case labelsSwappedForAWhile = "hand labels swapped in the middle third"
    case handSeenTwice = "one hand seen twice"
    case handsMirrored = "hands mirrored, pose not"
    case handsAtOrigin = "hands relative to their wrists"
    case upsideDown = "upside down"
    case yUpwards = "y upwards"
    case onItsLeft = "turned by 90° to the left"
    case onItsRight = "turned by 90° to the right"
    case flipped = "x turned round after detection"
    case missingAsZeros = "a missing hand as zeros"
    case handsLost = "hands lost in 15 % of the frames"
    case inPixels = "in pixels, size stated"
    case thousandFrames = "1,000 frames a second"
    case standingClock = "a clock that stands still"
    case heldForLong = "held for 20 seconds at its end"
    case handsOnly = "hands only"

    /// The warning for a recording with the harm; `nil` if the recording looks like any other, as good ones
    /// lose hands too.
    public var warning: RecordingWarning.Code? {
        switch self {
        case .labelsSwapped, .labelsSwappedForAWhile: .handsSwapped
        case .handSeenTwice: .handSeenTwice
        case .upsideDown: .upsideDown
        case .yUpwards: .yUpwards
        case .onItsLeft, .onItsRight: .onItsSide
        case .flipped: .flipped
        case .missingAsZeros: .unseenAsPoint
        case .inPixels: .inPixels
        case .thousandFrames: .rateDisbelieved
        case .standingClock: .clockDisbelieved
        case .heldForLong: .held
        case .handsOnly: .bodyUnseen
        case .handsMirrored, .handsAtOrigin, .handsLost: nil
        }
    }

    /// A recording with the harm; `nil` if it is not applicable. O(frames · landmarks).
    public func applied(to clip: LandmarkClip) -> LandmarkClip? {
        var edit = HarmedClip(clip)
        let count = clip.frameCount
        switch self {
        case .labelsSwapped: edit.exchangeHands(in: 0..<count)
        case .labelsSwappedForAWhile: edit.exchangeHands(in: count / 3..<2 * count / 3)
        case .handSeenTwice: guard edit.doubleHand() else { return nil }
        case .handsMirrored:
            edit.change { part, point in part.isHand ? SIMD3(1 - point.x, point.y, point.z) : point }
        case .handsAtOrigin: edit.moveHandsToOrigin()
        case .upsideDown: edit.change { _, point in SIMD3(1 - point.x, 1 - point.y, point.z) }
        case .yUpwards: edit.change { _, point in SIMD3(point.x, 1 - point.y, point.z) }
        case .onItsLeft: edit.turn { SIMD3($0.y, 1 - $0.x, $0.z) }
        case .onItsRight: edit.turn { SIMD3(1 - $0.y, $0.x, $0.z) }
        case .flipped: edit.change { _, point in SIMD3(1 - point.x, point.y, point.z) }
        case .missingAsZeros: guard edit.writeMissingHandsAsZeros() else { return nil }
        case .handsLost: edit.loseHands()
        case .inPixels:
            let (width, height) = (Float(edit.facts.width ?? 640), Float(edit.facts.height ?? 480))
            (edit.facts.width, edit.facts.height) = (Int(width), Int(height))
            edit.change { _, point in SIMD3(point.x * width, point.y * height, point.z) }
        case .thousandFrames:
            edit.timestamps = nil
            edit.facts.fps = 1000
        case .standingClock: edit.timestamps = [Double](repeating: 0, count: count)
        case .heldForLong: return clip.holdingItsEnd(seconds: 20)
        case .handsOnly: return clip.keeping([.leftHand, .rightHand])
        }
        return edit.clip
    }
}

extension LandmarkPart {
    fileprivate var isHand: Bool { self == .leftHand || self == .rightHand }
}

/// A recording under edit.
private struct HarmedClip {
    private let source: LandmarkClip
    private var values: [Float]
    private var flags: [LandmarkFlags]
    var facts: SourceFacts
    var timestamps: [Double]?

    init(_ clip: LandmarkClip) {
        source = clip
        (values, flags, facts, timestamps) = (clip.values, clip.flags, clip.facts, clip.timestamps)
    }

    var clip: LandmarkClip {
        LandmarkClip(
            layout: source.layout, facts: facts, frameCount: source.frameCount, timestamps: timestamps,
            values: values, flags: flags, warnings: source.warnings)
    }

    private func places(_ part: LandmarkPart, _ frame: Int) -> Range<Int> {
        guard let range = source.layout.range(of: part) else { return 0..<0 }
        let start = frame * source.layout.landmarkCount
        return start + range.lowerBound..<start + range.upperBound
    }

    mutating func change(_ move: (LandmarkPart, SIMD3<Float>) -> SIMD3<Float>) {
        for part in source.layout.parts where !part.isWorld {
            for frame in 0..<source.frameCount {
                for place in places(part, frame) where flags[place].contains(.present) {
                    let start = place * LandmarkClip.stride
                    let point = move(part, SIMD3(values[start], values[start + 1], values[start + 2]))
                    (values[start], values[start + 1], values[start + 2]) = (point.x, point.y, point.z)
                }
            }
        }
    }

    /// A quarter turn: width and height are exchanged, and depth is in units of the new width.
    mutating func turn(_ move: (SIMD3<Float>) -> SIMD3<Float>) {
        let aspect = Float(source.aspectRatio)
        change { _, point in
            let turned = move(point)
            return SIMD3(turned.x, turned.y, turned.z * aspect)
        }
        (facts.width, facts.height) = (facts.height, facts.width)
    }

    mutating func exchangeHands(in frames: Range<Int>) {
        for frame in frames {
            for (a, b) in zip(places(.leftHand, frame), places(.rightHand, frame)) {
                flags.swapAt(a, b)
                for index in 0..<LandmarkClip.stride {
                    values.swapAt(a * LandmarkClip.stride + index, b * LandmarkClip.stride + index)
                }
            }
        }
    }

    /// In frames with one hand, duplicates it as the other hand; returns whether more frames changed than
    /// detector errors explain.
    mutating func doubleHand() -> Bool {
        var doubled = 0
        for frame in 0..<source.frameCount {
            let hands = [places(.leftHand, frame), places(.rightHand, frame)]
            let seen = hands.map { $0.contains { flags[$0].contains(.present) } }
            guard seen[0] != seen[1] else { continue }
            let (from, to) = seen[0] ? (hands[0], hands[1]) : (hands[1], hands[0])
            for (a, b) in zip(from, to) {
                flags[b] = flags[a]
                for index in 0..<LandmarkClip.stride {
                    values[b * LandmarkClip.stride + index] = values[a * LandmarkClip.stride + index] + 0.001
                }
            }
            doubled += 1
        }
        return doubled >= 5
    }

    mutating func moveHandsToOrigin() {
        for part in [LandmarkPart.leftHand, .rightHand] {
            for frame in 0..<source.frameCount {
                guard let wrist = places(part, frame).first else { continue }
                let start = wrist * LandmarkClip.stride
                let origin = [values[start], values[start + 1], values[start + 2]]
                for place in places(part, frame) where flags[place].contains(.present) {
                    for axis in 0..<3 { values[place * LandmarkClip.stride + axis] -= origin[axis] }
                }
            }
        }
    }

    mutating func writeMissingHandsAsZeros() -> Bool {
        var isDone = false
        for part in [LandmarkPart.leftHand, .rightHand] {
            for frame in 0..<source.frameCount
            where !places(part, frame).contains(where: { flags[$0].contains(.present) }) {
                for place in places(part, frame) { flags[place] = .present }
                isDone = true
            }
        }
        return isDone
    }

    /// Loses each hand in three of twenty frames, by a generator with a fixed seed (Numerical Recipes'
    /// ranqd1).
    mutating func loseHands() {
        var state: UInt32 = 1
        for part in [LandmarkPart.leftHand, .rightHand] {
            for frame in 0..<source.frameCount {
                state = state &* 1_664_525 &+ 1_013_904_223
                guard state >> 16 < 9830 else { continue }
                for place in places(part, frame) { flags[place] = [] }
            }
        }
    }
}

extension LandmarkClip {
    /// The recording with the last frame of its stroke that shows a hand held for `seconds`.
    fileprivate func holdingItsEnd(seconds: Double) -> LandmarkClip? {
        let rate = facts.fps ?? Self.assumedFPS
        let held = Int(seconds * rate)
        guard let signing = try? SigningClip(self) else { return nil }
        let end = signing.time(ofFrame: signing.stroke.upperBound - 1)
        let hands = [LandmarkPart.leftHand, .rightHand]
        let shown = (0..<frameCount).last { frame in
            time(ofFrame: frame) <= end + 1e-6 && hands.contains { isPresent($0, frame: frame) }
        }
        guard let at = shown else { return nil }
        let (row, count) = (layout.landmarkCount, frameCount + held)
        func stretched<Value>(_ values: [Value], width: Int) -> [Value] {
            let frame = values[at * row * width..<(at + 1) * row * width]
            return Array(values[..<(at * row * width)]) + (0..<held).flatMap { _ in frame }
                + Array(values[(at * row * width)...])
        }
        let times = timestamps.map { times in
            times[..<at] + (0..<held).map { times[at] + Double($0) / rate }
                + times[at...].map { $0 + Double(held) / rate }
        }
        return LandmarkClip(
            layout: layout, facts: facts, frameCount: count, timestamps: times.map(Array.init),
            values: stretched(values, width: Self.stride), flags: stretched(flags, width: 1),
            warnings: warnings)
    }
}
