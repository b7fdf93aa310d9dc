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
        func hand(_ side: Handedness) -> Track {
            let named = frame.swapsSides ? side.opposite : side
            let part: LandmarkPart = named == .left ? .leftHand : .rightHand
            return timeline.resample(
                pointCount: 21, isSeen: { view.isWhole(part, frame: $0) },
                point: { source, index in view.point(part, index, frame: source).map(frame.apply) ?? .zero }
            ).smoothed()
        }
        func wrist(_ side: Handedness) -> Track {
            let named = frame.swapsSides ? side.opposite : side
            // Wrist, little-finger and index knuckle as the pose sees them: their mean is nearest the palm's centre.
            let indices = named == .left ? [15, 17, 19] : [16, 18, 20]
            return timeline.resample(
                pointCount: 1,
                isSeen: { source in
                    indices.allSatisfy {
                        (view.visibility(.pose, $0, frame: source) ?? 0) > Self.wristVisibility
                    }
                },
                point: { source, _ in
                    let points = indices.compactMap { view.point(.pose, $0, frame: source) }
                    let mean = points.reduce(SIMD3<Float>(), +) / Float(max(points.count, 1))
                    // The pose's z is unreliable; the hands' z starts at the wrist.
                    return frame.apply(SIMD3(mean.x, mean.y, 0))
                }
            ).smoothed()
        }
        leftHand = hand(.left)
        rightHand = hand(.right)
        leftWrist = wrist(.left)
        rightWrist = wrist(.right)

        let ears = frame.swapsSides ? [8, 7] : [7, 8]
        let headLandmarks = [0] + ears
        head = timeline.resample(
            pointCount: 3,
            isSeen: { source in
                headLandmarks.allSatisfy { view.point(.pose, $0, frame: source) != nil }
            },
            point: { source, index in
                view.point(.pose, headLandmarks[index], frame: source).map(frame.apply) ?? .zero
            }
        ).smoothed()

        let places = FaceLandmark.allCases.map { (frame.swapsSides ? $0.mirrored : $0).meshIndex }
        face = timeline.resample(
            pointCount: places.count,
            isSeen: { source in places.allSatisfy { view.point(.face, $0, frame: source) != nil } },
            point: { source, index in
                view.point(.face, places[index], frame: source).map(frame.apply) ?? .zero
            }
        ).smoothed()
    }

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
                var place = self[frame, order?[point] ?? point]
                place.x = -place.x
                mirror.points[frame * pointCount + point] = place
            }
        }
        return mirror
    }
}
