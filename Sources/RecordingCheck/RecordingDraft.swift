import Landmarks
import Wording

/// A recording under repair. The first change copies the buffers.
struct RecordingDraft {
    private(set) var values: [Float]
    private(set) var flags: [LandmarkFlags]
    var timestamps: [Double]?
    var facts: SourceFacts
    private(set) var warnings: [RecordingWarning]

    private(set) var layout: LandmarkLayout { didSet { ranges = Self.ranges(layout) } }
    /// The landmarks of each part inside a frame, by raw value; empty where the layout lacks it.
    private var ranges: [Range<Int>]
    let frameCount: Int

    init(_ clip: LandmarkClip) {
        (values, flags, timestamps, facts) = (clip.values, clip.flags, clip.timestamps, clip.facts)
        (warnings, layout, frameCount) = (clip.warnings, clip.layout, clip.frameCount)
        ranges = Self.ranges(clip.layout)
    }

    private static func ranges(_ layout: LandmarkLayout) -> [Range<Int>] {
        LandmarkPart.allCases.map { layout.range(of: $0) ?? 0..<0 }
    }

    /// The recording in its present state.
    var clip: LandmarkClip {
        LandmarkClip(
            layout: layout, facts: facts, frameCount: frameCount, timestamps: timestamps, values: values,
            flags: flags, warnings: warnings)
    }

    /// Adds a warning, at most one of each kind.
    mutating func note(_ code: RecordingWarning.Code, _ parameters: [String: Message.Parameter] = [:]) {
        note(code, Message(code: code.rawValue, parameters: parameters))
    }

    /// The same with a message of another code.
    mutating func note(_ code: RecordingWarning.Code, _ message: Message) {
        if !warnings.contains(where: { $0.code == code }) { warnings.append(RecordingWarning(code, message)) }
    }

    /// Width over height of the image, in the present state.
    var aspectRatio: Float { Float(facts.aspectRatio) }

    /// The median distance of the shoulders, in image heights; `nil` where they are never seen apart.
    /// O(frames · log frames).
    var shoulderWidth: Float? {
        let widths = (0..<frameCount).compactMap { frame -> Float? in
            guard let left = point(11, of: .pose, frame: frame),
                let right = point(12, of: .pose, frame: frame)
            else { return nil }
            return distance(left, right)
        }
        return median(widths).flatMap { $0 > 0 ? $0 : nil }
    }

    /// A landmark of a part, with x and y in image heights; `nil` where it was not detected, or where its
    /// stated visibility is below `visibility`. O(1).
    func point(_ landmark: Int, of part: LandmarkPart, frame: Int, visibility: Float = 0) -> SIMD2<Float>? {
        let range = ranges[part.rawValue]
        guard landmark < range.count else { return nil }
        let place = frame * layout.landmarkCount + range.lowerBound + landmark
        guard flags[place].contains(.present) else { return nil }
        let start = place * LandmarkClip.stride
        if flags[place].contains(.hasVisibility), values[start + 3] < visibility { return nil }
        return SIMD2(values[start] * aspectRatio, values[start + 1])
    }

    /// Whether a part has any landmark in a frame. O(landmarks).
    func shows(_ part: LandmarkPart, frame: Int) -> Bool {
        places(of: part, frame: frame).contains { flags[$0].contains(.present) }
    }

    /// The indices of a part's landmarks in a frame; empty where the layout lacks the part.
    func places(of part: LandmarkPart, frame: Int) -> Range<Int> {
        let (range, start) = (ranges[part.rawValue], frame * layout.landmarkCount)
        return range.isEmpty ? 0..<0 : start + range.lowerBound..<start + range.upperBound
    }

    /// Marks a part as missing in a frame. O(landmarks).
    mutating func remove(_ part: LandmarkPart, frame: Int) {
        for place in places(of: part, frame: frame) {
            flags[place] = []
            // Many producers write zeros for a missing part: then a large buffer is not copied.
            for index in place * LandmarkClip.stride..<(place + 1) * LandmarkClip.stride
            where values[index] != 0 { values[index] = 0 }
        }
    }

    /// Adds a part to the layout, missing in every frame. O(frames · landmarks).
    mutating func add(_ part: LandmarkPart) {
        guard layout.range(of: part) == nil else { return }
        let wider = LandmarkLayout(parts: layout.parts + [part], faceCount: layout.faceCount)
        guard let added = wider.range(of: part) else { return }
        func widened<Value>(_ old: [Value], _ width: Int, _ missing: Value) -> [Value] {
            (0..<frameCount).flatMap { frame in
                let row = old[
                    frame * layout.landmarkCount * width..<(frame + 1) * layout.landmarkCount * width]
                let split = row.startIndex + added.lowerBound * width
                return row[..<split] + [Value](repeating: missing, count: added.count * width) + row[split...]
            }
        }
        values = widened(values, LandmarkClip.stride, 0)
        flags = widened(flags, 1, [])
        layout = wider
    }

    /// Exchanges two parts of equal landmark count in a frame. O(landmarks).
    mutating func exchange(_ one: LandmarkPart, _ other: LandmarkPart, frame: Int) {
        for (a, b) in zip(places(of: one, frame: frame), places(of: other, frame: frame)) {
            flags.swapAt(a, b)
            for index in 0..<LandmarkClip.stride {
                values.swapAt(a * LandmarkClip.stride + index, b * LandmarkClip.stride + index)
            }
        }
    }

    /// Changes x, y and z of every detected landmark: `image` those of the image, `world` those in metres.
    /// O(frames · landmarks).
    mutating func transform(
        image: (SIMD3<Float>) -> SIMD3<Float>, world: (SIMD3<Float>) -> SIMD3<Float>
    ) {
        for part in layout.parts {
            let change = part.isWorld ? world : image
            for frame in 0..<frameCount {
                for place in places(of: part, frame: frame) where flags[place].contains(.present) {
                    let start = place * LandmarkClip.stride
                    let point = change(SIMD3(values[start], values[start + 1], values[start + 2]))
                    (values[start], values[start + 1], values[start + 2]) = (point.x, point.y, point.z)
                }
            }
        }
    }
}

/// The middle value; `nil` for no values. O(n log n).
func median(_ values: [Float]) -> Float? { values.isEmpty ? nil : values.sorted()[values.count / 2] }

func distance(_ a: SIMD2<Float>, _ b: SIMD2<Float>) -> Float { ((a - b) * (a - b)).sum().squareRoot() }
