import Foundation
import Landmarks

/// Finds the dominant hand from the movement of both hands, and not from the better score.
enum DominantHand {
    /// The activity of the left hand over the right above which a signer of unstated handedness is
    /// left-handed.
    static let leftMargin: Float = 1.5

    /// Losses of detection, in each hand, from which on hands flicker.
    static let flickering = 4

    /// The dominant hand. At about equal activity it is the right one: a symmetric sign reads the same either
    /// way. Where both hands flicker, the arms decide, because the rest of a hand's path is chance.
    static func detect(_ signer: SignerTracks, in clip: LandmarkClip) -> Handedness {
        let flickers = [LandmarkPart.leftHand, .rightHand].allSatisfy {
            losses(of: $0, in: clip) >= flickering
        }
        let left = flickers ? signer.leftPalms : signer.leftHand.palms()
        let right = flickers ? signer.rightPalms : signer.rightHand.palms()
        return activity(left) > leftMargin * activity(right) ? .left : .right
    }

    /// How often a hand is lost and detected again. O(frames).
    private static func losses(of part: LandmarkPart, in clip: LandmarkClip) -> Int {
        let seen = (0..<clip.frameCount).filter { clip.isPresent(part, frame: $0) }
        return zip(seen, seen.dropFirst()).count { $1 > $0 + 1 }
    }

    /// The activity of a hand: the share of frames in which it, or the arm's end, is seen, times its path in
    /// shoulder widths (plus 0.3 for signs without movement), times e^½ for each shoulder width of mean
    /// height.
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
