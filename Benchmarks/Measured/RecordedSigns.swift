import Alignment
import Foundation
import Landmarks
import Scoring

/// Real takes as feature frames, for what hangs on who signs what: how much of a library a bound spares.
public struct RecordedSigns: Sendable {
    /// A take.
    public struct Take: Sendable {
        /// Of its sign.
        public let gloss: String
        /// What scoring aligns, in its learned metric.
        public let learned: FeatureSequence
        /// x and y of the 75 landmarks of body and hands from between the shoulders, in shoulder widths.
        public let landmarks: FeatureSequence
    }

    /// In the order of their paths.
    public let takes: [Take]

    /// Reads folders laid out as `<signer>/<SIGN>/<number>.*`, by themselves or below `takes`, but for what has no place in
    /// signing space.
    public init(_ folders: [String]) throws {
        var files: [(gloss: String, path: String)] = []
        for folder in folders {
            let below = folder + "/takes"
            let root = FileManager.default.fileExists(atPath: below) ? below : folder
            for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
                let parts = path.split(separator: "/")
                guard parts.count == 3, parts[2].first?.isNumber == true else { continue }
                files.append((String(parts[1]), "\(root)/\(path)"))
            }
        }
        takes = files.sorted { $0.path < $1.path }.compactMap { file in
            guard let clip = try? LandmarkReader().read(path: file.path),
                let prepared = try? PreparedTake(clip)
            else { return nil }
            return Take(
                gloss: file.gloss, learned: prepared.alignedFeatures, landmarks: Self.landmarks(of: clip))
        }
    }

    private static let parts: [LandmarkPart] = [.pose, .leftHand, .rightHand]
    private static let layout = FeatureLayout(
        parts.map { part in
            .init(width: 2 * LandmarkLayout(parts: [part]).count(of: part), mismatchCost: 1)
        })

    private static func landmarks(of clip: LandmarkClip) -> FeatureSequence {
        var values: [Float] = []
        var seen: [Bool] = []
        let body = clip.layout.range(of: .pose)?.lowerBound
        for frame in 0..<clip.frameCount {
            func place(_ landmark: Int) -> SIMD2<Float> {
                let start = (frame * clip.layout.landmarkCount + landmark) * LandmarkClip.stride
                return SIMD2(clip.values[start] * Float(clip.aspectRatio), clip.values[start + 1])
            }
            // The shoulders, 11 and 12 of the body's.
            let (left, right) = body.map { (place($0 + 11), place($0 + 12)) } ?? (.zero, .zero)
            let across = left - right
            let width = max((across * across).sum().squareRoot(), 1e-3)
            for (part, group) in zip(parts, layout.groups) {
                let landmarks = clip.layout.range(of: part) ?? 0..<0
                let isSeen = clip.isPresent(part, frame: frame) && 2 * landmarks.count == group.width
                seen.append(isSeen)
                guard isSeen else {
                    values += Array(repeating: 0, count: group.width)
                    continue
                }
                for landmark in landmarks {
                    let point = (place(landmark) - (left + right) / 2) / width
                    values += [point.x, point.y]
                }
            }
        }
        return FeatureSequence(layout: layout, frameCount: clip.frameCount, values: values, seen: seen)
    }
}
