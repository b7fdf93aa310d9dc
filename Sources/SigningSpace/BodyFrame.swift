import Foundation
import Landmarks

/// The similarity transform from a clip's image to signing space: the origin is the shoulders' midpoint, the
/// unit one shoulder width, and roll is removed. One transform for the whole clip keeps leaning and shrugging
/// visible.
///
/// In signing space x grows to the signer's left in the camera's view, y downwards, z away from the camera.
struct BodyFrame: Sendable {
    /// In image widths.
    var origin: SIMD3<Float>
    /// Signing-space units per image width.
    var scale: Float
    /// Cosine and sine of the removed roll.
    var rotation: (cosine: Float, sine: Float)
    /// Whether x is flipped, which exchanges the names of left and right parts.
    var isMirrored: Bool
    /// Whether the shoulders were seen. Without them scale and origin come from the hands, and locations on
    /// the body have no meaning.
    var hasBody: Bool

    /// Transforms points of the image to signing space. O(points).
    func apply(to points: inout [SIMD4<Float>]) {
        let (c, s) = rotation
        let sign = SIMD4<Float>(isMirrored ? -1 : 1, 1, 1, 1)
        let origin = SIMD4(origin, 0)
        var points = points.mutableSpan
        for place in points.indices {
            let moved = points[unchecked: place] * sign - origin
            points[unchecked: place] =
                scale * SIMD4(c * moved.x + s * moved.y, c * moved.y - s * moved.x, moved.z, 0)
        }
    }

    /// Shoulder width over palm length (wrist to middle-finger knuckle), for recordings of hands only: 1 /
    /// 0.307, the median over the 626 hands of two real sets of takes.
    static let shouldersPerPalm: Float = 3.26

    /// The transform of a clip.
    ///
    /// A signer who faces the camera has the left shoulder at larger x, in an upright image.
    static func fitted(to clip: LandmarkClip, mirrored: Bool) -> BodyFrame {
        let view = ImageView(clip)
        let shoulders = view.sightings(of: [11, 12], in: .pose)
        var (widths, spansX, spansY) = ([Float](), [Float](), [Float]())
        var (middlesX, middlesY) = ([Float](), [Float]())
        for index in shoulders.frames.indices {
            let (left, right) = (shoulders[index, 0], shoulders[index, 1])
            let span = left - right
            let middle = (left + right) / 2
            spansX.append(span.x)
            spansY.append(span.y)
            middlesX.append(middle.x)
            middlesY.append(middle.y)
            widths.append((span.x * span.x + span.y * span.y).squareRoot())
        }
        guard let width = median(widths), width > 1e-4 else {
            return fitted(toHandsIn: view, mirrored: mirrored)
        }
        let spanX = median(spansX) ?? 0
        let spanY = median(spansY) ?? 0
        let alongY = mirrored ? -spanY : spanY
        let length = (spanX * spanX + alongY * alongY).squareRoot()
        let middleX = median(middlesX) ?? 0
        return BodyFrame(
            origin: SIMD3(mirrored ? -middleX : middleX, median(middlesY) ?? 0, 0), scale: 1 / width,
            rotation: length > 0 ? (spanX / length, alongY / length) : (1, 0), isMirrored: mirrored,
            hasBody: true)
    }

    private static func fitted(toHandsIn view: ImageView, mirrored: Bool) -> BodyFrame {
        var (palms, centresX, centresY) = ([Float](), [Float](), [Float]())
        for part in [LandmarkPart.leftHand, .rightHand] {
            let hand = view.sightings(of: [0, 9], in: part)
            for index in hand.frames.indices {
                let (wrist, knuckle) = (hand[index, 0], hand[index, 1])
                let palm = knuckle - wrist
                let centre = (wrist + knuckle) / 2
                palms.append((palm.x * palm.x + palm.y * palm.y).squareRoot())
                centresX.append(centre.x)
                centresY.append(centre.y)
            }
        }
        let palm = median(palms) ?? 0
        let middleX = median(centresX) ?? 0
        return BodyFrame(
            origin: SIMD3(mirrored ? -middleX : middleX, median(centresY) ?? 0, 0),
            scale: palm > 1e-4 ? 1 / (palm * shouldersPerPalm) : 1, rotation: (1, 0), isMirrored: mirrored,
            hasBody: false)
    }

    /// The middle value, which is one of the values, unlike the mean of two. O(n log n).
    static func median(_ values: [Float]) -> Float? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }
}
