import Landmarks

/// A real take for inserting faults of known size: pose and hands in image widths, with the aspect ratio
/// corrected.
///
/// Person, camera, noise and sign stay as recorded.
struct EditedTake {
    /// The MediaPipe pose landmarks of a hand: wrist, little finger, index finger, thumb.
    private static let poseHand: [Handedness: [Int]] = [.left: [15, 17, 19, 21], .right: [16, 18, 20, 22]]

    /// The unedited recording.
    private let clip: LandmarkClip
    /// Width over height of the image; heights are in image widths.
    private let aspect: Double
    /// `[frames]`, 21 points each; `nil` in frames without the hand.
    var hands: [Handedness: [[SIMD3<Double>]?]]
    /// `[frames][33]`.
    private var pose: [[SIMD3<Double>]]

    /// Reads the pose and both hands of a recording; `nil` without all three. O(frames).
    init?(_ clip: LandmarkClip) {
        guard [.pose, .leftHand, .rightHand].allSatisfy({ clip.layout.range(of: $0) != nil }) else {
            return nil
        }
        self.clip = clip
        let aspect = clip.aspectRatio
        self.aspect = aspect
        let row = clip.layout.landmarkCount
        func points(_ part: LandmarkPart, _ frame: Int) -> [SIMD3<Double>] {
            (clip.layout.range(of: part) ?? 0..<0).map { landmark in
                let at = (frame * row + landmark) * LandmarkClip.stride
                return SIMD3(
                    Double(clip.values[at]), Double(clip.values[at + 1]) / aspect, Double(clip.values[at + 2])
                )
            }
        }
        hands = [:]
        for side in Handedness.allCases {
            let part = Self.part(side)
            hands[side] = (0..<clip.frameCount).map { frame in
                clip.isPresent(part, frame: frame) ? points(part, frame) : nil
            }
        }
        pose = (0..<clip.frameCount).map { points(.pose, $0) }
    }

    /// The edited recording. O(frames).
    var recording: LandmarkClip {
        let row = clip.layout.landmarkCount
        var values = clip.values
        var flags = clip.flags
        func write(_ points: [SIMD3<Double>], to part: LandmarkPart, _ frame: Int) {
            for (landmark, point) in zip(clip.layout.range(of: part) ?? 0..<0, points) {
                let at = (frame * row + landmark) * LandmarkClip.stride
                values[at] = Float(point.x)
                values[at + 1] = Float(point.y * aspect)
                values[at + 2] = Float(point.z)
            }
        }
        for frame in 0..<clip.frameCount {
            write(pose[frame], to: .pose, frame)
            for side in Handedness.allCases {
                let part = Self.part(side)
                if let hand = self[side][frame] {
                    write(hand, to: part, frame)
                } else {
                    for landmark in clip.layout.range(of: part) ?? 0..<0 {
                        let at = frame * row + landmark
                        flags[at] = []
                        for value in 0..<LandmarkClip.stride { values[at * LandmarkClip.stride + value] = 0 }
                    }
                }
            }
        }
        return LandmarkClip(
            layout: clip.layout, facts: clip.facts, frameCount: clip.frameCount, timestamps: clip.timestamps,
            values: values, flags: flags, warnings: clip.warnings)
    }

    subscript(side: Handedness) -> [[SIMD3<Double>]?] { hands[side] ?? [] }

    /// The median distance of the shoulders in the picture, in image widths.
    var shoulderWidth: Double {
        let widths = pose.map { points in
            let across = points[11] - points[12]
            return (across.x * across.x + across.y * across.y).squareRoot()
        }.sorted()
        return widths.isEmpty ? 1 : max(widths[widths.count / 2], 1e-9)
    }

    /// The share, 0–1, of frames in which a hand was detected.
    func share(_ side: Handedness) -> Double {
        Double(self[side].count { $0 != nil }) / Double(max(self[side].count, 1))
    }

    /// The extent of the wrist's movement, in shoulder widths, in the middle `part` of the frames that show
    /// it.
    func travel(_ side: Handedness, middle part: Double = 1) -> Double {
        let all = self[side].compactMap { $0?[0] }
        let cut = Int((Double(all.count) * (1 - part) / 2).rounded())
        let wrist = all[cut..<max(all.count - cut, cut)]
        guard wrist.count >= 4 else { return 0 }
        func span(_ axis: Int) -> Double {
            let values = wrist.map { $0[axis] }
            return (values.max() ?? 0) - (values.min() ?? 0)
        }
        return (span(0) * span(0) + span(1) * span(1)).squareRoot() / shoulderWidth
    }

    /// The signing hand: the one that is seen and moved more.
    var signing: Handedness {
        func activity(_ side: Handedness) -> Double { share(side) + 0.3 * min(travel(side), 1) }
        return activity(.left) >= activity(.right) ? .left : .right
    }

    /// Moves a hand and its pose landmarks by an offset in each frame.
    mutating func move(
        _ side: Handedness, by offset: (_ frame: Int, _ wrist: SIMD3<Double>?) -> SIMD3<Double>
    ) {
        for frame in pose.indices {
            let way = offset(frame, self[side][frame]?[0])
            let moved = self[side][frame]?.map { $0 + way }
            hands[side]?[frame] = moved
            for landmark in Self.poseHand[side] ?? [] { pose[frame][landmark] += way }
        }
    }

    /// Changes each detected hand of one side.
    mutating func reshape(_ side: Handedness, _ change: ([SIMD3<Double>]) -> [SIMD3<Double>]) {
        let changed = self[side].map { $0.map(change) }
        hands[side] = changed
    }

    private static func part(_ side: Handedness) -> LandmarkPart { side == .left ? .leftHand : .rightHand }
}
