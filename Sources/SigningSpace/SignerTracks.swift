import Landmarks

/// The signer's body parts in signing space, before the dominant hand is determined; left and right are the
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
    /// Left shoulder, right shoulder, left elbow, right elbow: for pictures only, so without a bound of visibility.
    var arms: Track

    /// The pose's visibility from which on an arm counts as seen. Of 0.3, 0.6 and 0.9, tried on real takes,
    /// the lower two separated signs better.
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

        // The pose's wrist, little-finger knuckle and index knuckle: their mean is nearest to the palm's
        // centre. Their z is dropped: the pose's z is unreliable, and a hand's z starts at the wrist.
        func arm(_ landmarks: [Int]) -> Track {
            track(view.sightings(of: landmarks, in: .pose, visibility: Self.wristVisibility).flatMeans())
        }
        leftWrist = arm(frame.isMirrored ? [16, 18, 20] : [15, 17, 19])
        rightWrist = arm(frame.isMirrored ? [15, 17, 19] : [16, 18, 20])

        head = track(view.sightings(of: frame.isMirrored ? [0, 8, 7] : [0, 7, 8], in: .pose))
        arms = track(view.sightings(of: frame.isMirrored ? [12, 11, 14, 13] : [11, 12, 13, 14], in: .pose))
        face = track(
            view.sightings(
                of: FaceLandmark.allCases.map { (frame.isMirrored ? $0.mirrored : $0).meshIndex }, in: .face))
    }

    /// The left palm's centre where the hand was seen, else the arm's end. O(frames).
    var leftPalms: Track { leftHand.palms(or: leftWrist) }
    /// The right palm's centre where the hand was seen, else the arm's end. O(frames).
    var rightPalms: Track { rightHand.palms(or: rightWrist) }

    /// The mirrored signer: left and right are exchanged, and x is flipped.
    func reflected() -> SignerTracks {
        var mirror = self
        mirror.leftHand = rightHand.reflected()
        mirror.rightHand = leftHand.reflected()
        mirror.leftWrist = rightWrist.reflected()
        mirror.rightWrist = leftWrist.reflected()
        mirror.head = head.reflected(taking: [0, 2, 1])
        mirror.arms = arms.reflected(taking: [1, 0, 3, 2])
        mirror.face = face.reflected(taking: FaceLandmark.allCases.map(\.mirrored.rawValue))
        return mirror
    }
}

extension Track {
    /// The track with x flipped, and its points in the given order.
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
    /// The palm's centre of a hand's track, as one point; where the hand is missing, the arm's end if given.
    /// O(frames).
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
