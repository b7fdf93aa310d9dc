/// Where the landmarks of a frame stand in an array of numbers, flattened or not.
struct FlatFrame: Sendable, Hashable {
    /// A part's place in a frame.
    struct Piece: Sendable, Hashable {
        let part: LandmarkPart
        let count: Int
        /// Landmarks before it in the frame.
        let firstLandmark: Int
        /// Numbers before it in the frame.
        let firstNumber: Int
        /// Numbers a landmark: x, y; z; visibility.
        let numbers: Int
    }

    let layout: LandmarkLayout
    let pieces: [Piece]
    /// Numbers of a frame.
    let width: Int
    /// Whether NaN is how a landmark is said to be missing, and no damage.
    let missingIsNaN: Bool

    private init(_ parts: [(part: LandmarkPart, count: Int, numbers: Int)], missingIsNaN: Bool) {
        var pieces: [Piece] = []
        var (landmarks, numbers) = (0, 0)
        for (part, count, each) in parts {
            pieces.append(
                Piece(part: part, count: count, firstLandmark: landmarks, firstNumber: numbers, numbers: each)
            )
            landmarks += count
            numbers += count * each
        }
        let face = parts.first { $0.part == .face }?.count
        layout = LandmarkLayout(parts: parts.map(\.part), faceCount: face ?? 0)
        self.pieces = pieces.sorted { $0.part.rawValue < $1.part.rawValue }
        width = numbers
        self.missingIsNaN = missingIsNaN
    }

    /// The orders in which people put parts together.
    private static let orders: [[(part: LandmarkPart, count: Int)]] = {
        let hands: [(LandmarkPart, Int)] = [(.leftHand, 21), (.rightHand, 21)]
        return [
            [(.pose, 33), (.face, 468)] + hands, [(.pose, 33), (.face, 478)] + hands, [(.pose, 33)] + hands,
            [(.face, 468)] + hands, [(.face, 478)] + hands, hands,
        ]
    }()

    /// The order of Kaggle's sign-language contests.
    private static let kaggle: [(part: LandmarkPart, count: Int)] = [
        (.face, 468), (.leftHand, 21), (.pose, 33), (.rightHand, 21),
    ]

    /// A frame of `width` numbers in a row; `nil` for a width that nobody writes.
    ///
    /// The parts stand as pose, face, left hand, right hand, of which the pose or the face may be left out, or as one hand
    /// alone. With a pose's visibility: 1662, 1692 with irises, 258 without a face; without: 1629, 1659, 225; without a
    /// pose: 1530, 1560, 126; one hand: 63.
    static func flattened(width: Int, hand: LandmarkPart = .rightHand) -> FlatFrame? {
        if width == 63 { return FlatFrame([(hand, 21, 3)], missingIsNaN: false) }
        for order in orders {
            for pose in [4, 3] {
                let parts = order.map {
                    (part: $0.part, count: $0.count, numbers: $0.part == .pose ? pose : 3)
                }
                let frame = FlatFrame(parts, missingIsNaN: false)
                if frame.width == width { return frame }
            }
        }
        return nil
    }

    /// A frame of `count` landmarks of `numbers` each; `nil` for what nobody writes.
    ///
    /// 543 are in the order of Kaggle's contests, or in MediaPipe's with `poseFirst`; all others in MediaPipe's, or one
    /// part alone.
    static func landmarks(
        _ count: Int, numbers: Int, hand: LandmarkPart = .rightHand, poseFirst: Bool = false
    ) -> FlatFrame? {
        guard (2...4).contains(numbers) else { return nil }
        let whole = orders + [[(hand, 21)], [(.pose, 33)]]
        let found =
            count == 543 && !poseFirst ? kaggle : whole.first { $0.reduce(0) { $0 + $1.count } == count }
        return found.map { order in
            FlatFrame(
                order.map { (part: $0.part, count: $0.count, numbers: numbers) }, missingIsNaN: true)
        }
    }
}
