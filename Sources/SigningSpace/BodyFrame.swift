import Foundation
import Landmarks

/// The similarity transform that takes a clip's image into signing space: origin at the shoulders' midpoint, unit one
/// shoulder width, roll taken out. One transform for the whole clip, so that leaning and shrugging stay visible.
///
/// In signing space x grows to the signer's left as the camera sees it, y downwards, z away from the camera.
struct BodyFrame: Sendable {
    /// In image widths.
    var origin: SIMD3<Float>
    /// Signing-space units per image width.
    var scale: Float
    /// Cosine and sine of the roll taken out.
    var rotation: (cosine: Float, sine: Float)
    /// Whether x is turned round: a mirrored recording, or coordinates flipped after detection.
    var flipsX: Bool
    /// Whether left and right parts change their names with it.
    var swapsSides: Bool
    /// Whether the shoulders were seen; without them scale and origin come from the hands and locations on the body
    /// mean nothing.
    var hasBody: Bool

    /// A point of the image, x and y in image widths, in signing space.
    func apply(_ point: SIMD3<Float>) -> SIMD3<Float> {
        var moved = point
        if flipsX { moved.x = -moved.x }
        moved -= origin
        let (c, s) = rotation
        return scale * SIMD3(c * moved.x + s * moved.y, c * moved.y - s * moved.x, moved.z)
    }

    /// Shoulder width over palm length (wrist to middle-finger knuckle): 1 / 0.307, the median over the 626 hands
    /// of two real sets of takes, for recordings that hold hands only.
    static let shouldersPerPalm: Float = 3.26

    /// The frame of a clip.
    ///
    /// A signer who faces the camera has the left shoulder at larger x. Where it is at smaller x, the coordinates were
    /// flipped without their names (a mirrored preview drawn from an unmirrored detection), so x is turned back and
    /// the names are kept, whatever `mirrored` says.
    static func fitted(to clip: LandmarkClip, mirrored: Bool) -> BodyFrame {
        let view = ImageView(clip)
        var widths: [Float] = []
        var spans: [SIMD3<Float>] = []
        var middles: [SIMD3<Float>] = []
        for frame in 0..<clip.frameCount {
            guard let left = view.point(.pose, 11, frame: frame),
                let right = view.point(.pose, 12, frame: frame)
            else { continue }
            let span = left - right
            spans.append(span)
            middles.append((left + right) / 2)
            widths.append((span.x * span.x + span.y * span.y).squareRoot())
        }
        let width = median(widths)
        guard let width, width > 1e-4 else {
            return fitted(toHandsIn: view, frames: clip.frameCount, mirrored: mirrored)
        }
        let spanX = median(spans.map(\.x)) ?? 0
        let spanY = median(spans.map(\.y)) ?? 0
        let isFlipped = spanX < 0
        let swapsSides = mirrored && !isFlipped
        let flipsX = isFlipped || mirrored
        // After flipping and renaming, the left shoulder is at larger x in every case.
        let alongX = abs(spanX)
        let alongY = swapsSides ? -spanY : spanY
        let length = (alongX * alongX + alongY * alongY).squareRoot()
        let middleX = median(middles.map(\.x)) ?? 0
        return BodyFrame(
            origin: SIMD3(flipsX ? -middleX : middleX, median(middles.map(\.y)) ?? 0, 0), scale: 1 / width,
            rotation: length > 0 ? (alongX / length, alongY / length) : (1, 0), flipsX: flipsX,
            swapsSides: swapsSides, hasBody: true)
    }

    private static func fitted(toHandsIn view: ImageView, frames: Int, mirrored: Bool) -> BodyFrame {
        var palms: [Float] = []
        var centres: [SIMD3<Float>] = []
        for frame in 0..<frames {
            for part in [LandmarkPart.leftHand, .rightHand] {
                guard let wrist = view.point(part, 0, frame: frame),
                    let knuckle = view.point(part, 9, frame: frame)
                else { continue }
                let palm = knuckle - wrist
                palms.append((palm.x * palm.x + palm.y * palm.y).squareRoot())
                centres.append((wrist + knuckle) / 2)
            }
        }
        let palm = median(palms) ?? 0
        let middleX = median(centres.map(\.x)) ?? 0
        return BodyFrame(
            origin: SIMD3(mirrored ? -middleX : middleX, median(centres.map(\.y)) ?? 0, 0),
            scale: palm > 1e-4 ? 1 / (palm * shouldersPerPalm) : 1, rotation: (1, 0), flipsX: mirrored,
            swapsSides: mirrored, hasBody: false)
    }

    /// The middle value; the mean of two would not be a value that was seen. O(n log n).
    static func median(_ values: [Float]) -> Float? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }
}
