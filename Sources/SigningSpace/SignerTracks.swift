import Landmarks

/// The signer's body parts in signing space before it is known which hand is the dominant one; left and right are the
/// signer's own.
struct SignerTracks {
    var leftHand: Track
    var rightHand: Track
    var leftWrist: Track
    var rightWrist: Track
    /// Nose, left ear, right ear.
    var head: Track
    /// ``FaceLandmark`` in order.
    var face: Track

    /// An arm counts as seen by the pose from this visibility on: tried at 0.3, 0.6 and 0.9 on real takes, of which the
    /// lower two told signs apart better.
    static let wristVisibility: Float = 0.5

    /// Resamples and smooths the parts of a clip. O(frames · landmarks).
    init(_ clip: LandmarkClip, timeline: Timeline, frame: BodyFrame) {
        let view = ImageView(clip)
        func track(_ sightings: consuming Sightings) -> Track {
            frame.apply(to: &sightings.points)
            var track = timeline.resample(sightings)
            track.smooth()
            return track
        }

        let (left, right): (LandmarkPart, LandmarkPart) =
            frame.isMirrored ? (.rightHand, .leftHand) : (.leftHand, .rightHand)
        leftHand = track(view.sightings(of: 0..<21, in: left))
        rightHand = track(view.sightings(of: 0..<21, in: right))

        // Wrist, little-finger and index knuckle as the pose sees them: their mean is nearest the palm's centre. Without
        // its z: the pose's is unreliable, and the hands' starts at the wrist.
        func arm(_ landmarks: [Int]) -> Track {
            track(view.sightings(of: landmarks, in: .pose, visibility: Self.wristVisibility).flatMeans())
        }
        leftWrist = arm(frame.isMirrored ? [16, 18, 20] : [15, 17, 19])
        rightWrist = arm(frame.isMirrored ? [15, 17, 19] : [16, 18, 20])

        head = track(view.sightings(of: frame.isMirrored ? [0, 8, 7] : [0, 7, 8], in: .pose))
        face = track(
            view.sightings(
                of: FaceLandmark.allCases.map { (frame.isMirrored ? $0.mirrored : $0).meshIndex }, in: .face))
    }

    /// The left palm's centre where the hand was seen, else the arm's end. O(frames).
    var leftPalms: Track { leftHand.palms(or: leftWrist) }
    /// The right one's.
    var rightPalms: Track { rightHand.palms(or: rightWrist) }

    /// The same signer in a mirror: left is right, and x is turned round.
    func reflected() -> SignerTracks {
        var mirror = self
        mirror.leftHand = rightHand.reflected()
        mirror.rightHand = leftHand.reflected()
        mirror.leftWrist = rightWrist.reflected()
        mirror.rightWrist = leftWrist.reflected()
        mirror.head = head.reflected(taking: [0, 2, 1])
        mirror.face = face.reflected(taking: FaceLandmark.allCases.map(\.mirrored.rawValue))
        return mirror
    }
}

extension Track {
    /// The track with x turned round and its points in the order given, or as they are.
    fileprivate func reflected(taking order: [Int]? = nil) -> Track {
        var mirror = self
        for frame in 0..<frameCount where seen[frame] {
            for point in 0..<pointCount {
                var place = points[frame * pointCount + (order?[point] ?? point)]
                place.x = -place.x
                mirror.points[frame * pointCount + point] = place
            }
        }
        return mirror
    }
}

extension Track {
    /// The palm's centre of a hand's track, or, where the hand is missing, the arm's end, if one is given: one point. O(frames).
    func palms(or arm: Track? = nil) -> Track {
        var palms =
            arm
            ?? Track(
                pointCount: 1, points: Array(repeating: .zero, count: frameCount),
                seen: Array(repeating: false, count: frameCount))
        for frame in seen.indices where seen[frame] {
            palms.points[frame] = HandLandmark.palmCentre(points.span, at: frame * pointCount)
            palms.seen[frame] = true
        }
        return palms
    }
}
