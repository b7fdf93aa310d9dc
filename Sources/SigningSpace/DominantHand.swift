import Foundation
import Landmarks

/// Finds the hand that does the signing from what each hand does, never from which reading scores better.
enum DominantHand {
    /// How much more the left hand must do before a signer whose hand is not stated is taken as left-handed.
    static let leftMargin: Float = 1.5

    /// The hand that signs, by the palms' ways, which go on at the arm's end while a hand is lost. Where both do about the same, the right: a symmetric sign reads the same either way.
    static func detect(left: Track, right: Track) -> Handedness {
        activity(left) > leftMargin * activity(right) ? .left : .right
    }

    /// How much a hand signs: the share of frames it, or the arm's end, is seen, times the way it goes (in shoulder widths, with a
    /// start for signs that hold still), times e^½ for each shoulder width it is held higher.
    private static func activity(_ palm: Track) -> Float {
        var way: Float = 0
        var height: Float = 0
        var seen: Float = 0
        var before: SIMD4<Float>?
        for frame in 0..<palm.frameCount {
            guard palm.seen[frame] else {
                before = nil
                continue
            }
            let centre = palm.points[frame]
            seen += 1
            height -= centre.y
            if let before {
                let step = centre - before
                way += (step.x * step.x + step.y * step.y).squareRoot()
            }
            before = centre
        }
        guard seen > 0 else { return 0 }
        return seen / Float(palm.frameCount) * (way + 0.3) * exp(0.5 * height / seen)
    }
}
