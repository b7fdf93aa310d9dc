import Landmarks
import SigningSpace

/// What the takes of a reference have in common.
struct ReferenceConditions: Sendable {
    /// The median duration, in seconds; of two middle ones the longer.
    let duration: Double
    /// The dominant hand of most takes, the right hand if as many are left-handed.
    let dominantHand: Handedness

    /// - Precondition: there is a take.
    init(_ clips: [SigningClip]) {
        duration = clips.map(\.duration).sorted()[clips.count / 2]
        let left = clips.count { $0.dominantHand == .left }
        dominantHand = 2 * left > clips.count ? .left : .right
    }
}
