import Foundation
import Landmarks

/// Finds the hand that does the signing from what each hand does, never from which reading scores better.
enum DominantHand {
    /// How much more the left hand must do before a signer whose hand is not stated is taken as left-handed.
    static let leftMargin: Float = 1.5

    /// Hands that are both lost so often, and found again, flicker.
    static let flickering = 4

    /// The hand that signs. Where both do about the same, the right: a symmetric sign reads the same either way. Where both flicker,
    /// their arms tell: what is left of a hand's way is chance.
    static func detect(_ signer: SignerTracks, in clip: LandmarkClip) -> Handedness {
        let flickers = [LandmarkPart.leftHand, .rightHand].allSatisfy {
            losses(of: $0, in: clip) >= flickering
        }
        let left = flickers ? signer.leftPalms : signer.leftHand.palms()
        let right = flickers ? signer.rightPalms : signer.rightHand.palms()
        return activity(left) > leftMargin * activity(right) ? .left : .right
    }

    /// How often a hand is lost and found again. O(frames).
    private static func losses(of part: LandmarkPart, in clip: LandmarkClip) -> Int {
        let seen = (0..<clip.frameCount).filter { clip.isPresent(part, frame: $0) }
        return zip(seen, seen.dropFirst()).count { $1 > $0 + 1 }
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
