/// Chooses the person to read from a `.pose` file, and the image size that fits that person.
///
/// The chosen person is the one whose hands are visible in most frames; among equals the larger, then the
/// first.
struct PosePeople {
    private let body: PoseBody
    private let placements: [PosePlacement]

    init(_ body: PoseBody, _ placements: [PosePlacement]) {
        self.body = body
        self.placements = placements
    }

    /// The person, and whether the hands decided. O(landmarks of all people).
    func chosen(_ bytes: RawSpan) -> (person: Int, byHands: Bool) {
        let claims = (0..<body.peopleCount).map { person in
            (hands: framesWithHands(person, bytes), size: size(person, bytes))
        }
        var best = 0
        for person in claims.indices.dropFirst()
        where (claims[person].hands, claims[person].size) > (claims[best].hands, claims[best].size) {
            best = person
        }
        return (best, claims.contains { $0.hands < claims[best].hands })
    }

    /// How badly an image of that size fits the person read: the distance of the shoulders from the image's
    /// middle, plus the share of hand and shoulder points beyond its margin. Detected hands lie in the image,
    /// and people stand before the camera.
    func misfit(of size: (width: Int, height: Int), _ bytes: RawSpan) -> Double {
        let (width, height) = (Double(size.width), Double(size.height))
        let across = -Self.margin * width...(1 + Self.margin) * width
        let down = -Self.margin * height...(1 + Self.margin) * height
        var (outside, all) = (0, 0)
        var (middle, shoulders) = (0.0, 0)
        for placement in placements where [.pose, .leftHand, .rightHand].contains(placement.part) {
            for frame in 0..<body.frameCount {
                guard let block = body.block(of: placement.component, frame: frame) else { continue }
                for (point, landmark) in placement.landmarks.enumerated() {
                    let isShoulder = placement.part == .pose && (11...12).contains(landmark)
                    guard placement.part != .pose || isShoulder,
                        let place = Self.place(of: point, in: block, bytes)
                    else { continue }
                    all += 1
                    outside += across.contains(place.x) && down.contains(place.y) ? 0 : 1
                    if isShoulder { (middle, shoulders) = (middle + place.x / width, shoulders + 1) }
                }
            }
        }
        let away = shoulders > 0 ? abs(middle / Double(shoulders) - 0.5) : 0
        return away + (all > 0 ? Double(outside) / Double(all) : 0)
    }

    /// How far a point may lie outside the image, as a share of its width and height.
    private static let margin = 0.15

    private func framesWithHands(_ person: Int, _ bytes: RawSpan) -> Int {
        let hands = placements.filter { [.leftHand, .rightHand].contains($0.part) }
        return (0..<body.frameCount).count { frame in
            hands.contains { hand in
                guard let block = body.block(of: hand.component, frame: frame, person: person) else {
                    return false
                }
                return hand.landmarks.indices.contains { Self.place(of: $0, in: block, bytes) != nil }
            }
        }
    }

    /// The mean width of the shoulders in pixels, over the frames that show both; 0 where none does.
    private func size(_ person: Int, _ bytes: RawSpan) -> Double {
        guard let pose = placements.first(where: { $0.part == .pose }),
            let left = pose.landmarks.firstIndex(of: 11), let right = pose.landmarks.firstIndex(of: 12)
        else { return 0 }
        var (sum, count) = (0.0, 0)
        for frame in 0..<body.frameCount {
            guard let block = body.block(of: pose.component, frame: frame, person: person),
                let left = Self.place(of: left, in: block, bytes),
                let right = Self.place(of: right, in: block, bytes)
            else { continue }
            let way = left - right
            sum += (way * way).sum().squareRoot()
            count += 1
        }
        return count > 0 && sum.isFinite ? sum / Double(count) : 0
    }

    /// The position of a visible point; zeros are no position, whatever their confidence.
    private static func place(of point: Int, in block: PoseBody.Block, _ bytes: RawSpan) -> SIMD2<Double>? {
        let confidence = bytes.float32(at: block.confidence + point * block.confidenceStride)
        let data = block.data + point * block.dataStride
        let place = SIMD2(Double(bytes.float32(at: data)), Double(bytes.float32(at: data + 4)))
        guard confidence != 0, !confidence.isNaN, !place.x.isNaN, !place.y.isNaN, place != .zero else {
            return nil
        }
        return place
    }
}
