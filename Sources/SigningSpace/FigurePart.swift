/// The parts of the figure that a picture of a clip shows.
public enum FigurePart: String, Sendable, Hashable, CaseIterable {
    /// Head, shoulders and elbows, of the pose.
    case body
    /// Mouth, brows and eyes, where a face was detected.
    case face
    /// The 21 points of a hand, where it was detected.
    case dominant, other
    /// The centre of a palm: also where only the arm was seen.
    case dominantPalm = "dominant_palm"
    case otherPalm = "other_palm"

    /// The names of the body's points, left and right as a right-handed signer has them.
    public static let bodyNames = [
        "nose", "left_ear", "right_ear", "left_shoulder", "right_shoulder", "left_elbow", "right_elbow",
    ]
    /// The names of the face's points.
    public static let faceNames = FaceLandmark.allCases.map(\.name)
    /// MediaPipe's names of a hand's points.
    public static let handNames =
        ["wrist"]
        + [
            ("thumb", ["cmc", "mcp", "ip", "tip"]), ("index_finger", ["mcp", "pip", "dip", "tip"]),
            ("middle_finger", ["mcp", "pip", "dip", "tip"]), ("ring_finger", ["mcp", "pip", "dip", "tip"]),
            ("pinky", ["mcp", "pip", "dip", "tip"]),
        ].flatMap { finger, joints in joints.map { "\(finger)_\($0)" } }

    /// The part of a hand in a role.
    public static func hand(_ role: HandRole) -> FigurePart { role == .dominant ? .dominant : .other }
    /// The palm of a hand in a role.
    public static func palm(_ role: HandRole) -> FigurePart {
        role == .dominant ? .dominantPalm : .otherPalm
    }
}

extension SigningClip {
    /// The points of a part of the figure, in shoulder widths: x to the left of a right-handed signer, y down, z away from
    /// the camera; `nil` where the part was not seen. O(points).
    public func points(of part: FigurePart, frame: Int) -> [SIMD3<Float>]? {
        let tracks = tracks(of: part)
        guard tracks.allSatisfy({ $0.seen[frame] }) else { return nil }
        var points: [SIMD3<Float>] = []
        for track in tracks {
            for point in 0..<track.pointCount { points.append(track[frame, point].showing(part)) }
        }
        return points
    }

    /// The points of a part at moments that are evenly spread from the first frame to the last, each interpolated between
    /// two frames; missing where the part is missing in the nearer one. O(moments · points).
    package func sampled(_ part: FigurePart, at moments: Int) -> SampledPoints {
        let tracks = tracks(of: part)
        let count = tracks.reduce(0) { $0 + $1.pointCount }
        var points = [SIMD3<Float>](repeating: .zero, count: moments * count)
        var seen = [Bool](repeating: false, count: moments)
        for moment in 0..<moments {
            let place = Double(moment) / Double(moments - 1) * Double(frameCount - 1)
            let first = Int(place)
            let second = min(first + 1, frameCount - 1)
            let share = Float(place - Double(first))
            let isInFirst = tracks.allSatisfy { $0.seen[first] }
            let isInSecond = tracks.allSatisfy { $0.seen[second] }
            guard isInFirst && isInSecond || isInFirst && 1 - share >= 0.5 || isInSecond && share >= 0.5
            else { continue }
            seen[moment] = true
            var next = moment * count
            for track in tracks {
                for point in 0..<track.pointCount {
                    let before = track[first, point].showing(part)
                    let after = track[second, point].showing(part)
                    points[next] =
                        isInFirst && isInSecond
                        ? before * (1 - share) + after * share : isInFirst ? before : after
                    next += 1
                }
            }
        }
        return SampledPoints(count: count, points: points, seen: seen)
    }

    private func tracks(of part: FigurePart) -> [Track] {
        switch part {
        case .body: [head, arms]
        case .face: [face]
        case .dominant: [hands[HandRole.dominant.rawValue]]
        case .other: [hands[HandRole.other.rawValue]]
        case .dominantPalm: [palms[HandRole.dominant.rawValue]]
        case .otherPalm: [palms[HandRole.other.rawValue]]
        }
    }
}

extension SIMD3<Float> {
    /// The point as a part's, without the pose's depth, which is unreliable.
    fileprivate func showing(_ part: FigurePart) -> SIMD3<Float> {
        part == .body ? SIMD3(x, y, 0) : self
    }
}

/// The points of a part at moments of a clip.
package struct SampledPoints: Sendable {
    /// Points at each moment.
    private let count: Int
    /// `[moments][count]`; zero where missing.
    private let points: [SIMD3<Float>]
    private let seen: [Bool]

    fileprivate init(count: Int, points: [SIMD3<Float>], seen: [Bool]) {
        (self.count, self.points, self.seen) = (count, points, seen)
    }

    /// The points of a moment; `nil` where they are missing.
    package subscript(moment: Int) -> ArraySlice<SIMD3<Float>>? {
        seen[moment] ? points[moment * count..<(moment + 1) * count] : nil
    }
}
