/// The positions of a frame's landmarks in an array of numbers, flattened or not.
struct FlatFrame: Sendable, Hashable {
    /// One part of a frame.
    struct Piece: Sendable, Hashable {
        let part: LandmarkPart
        let count: Int
        /// Landmarks before it in the frame.
        let firstLandmark: Int
        /// Numbers before it in the frame.
        let firstNumber: Int
        /// Numbers per landmark: 2 (x, y), 3 (with z) or 4 (with visibility).
        let numbers: Int
    }

    let layout: LandmarkLayout
    let pieces: [Piece]
    /// Numbers per frame.
    let width: Int
    /// Whether NaN marks a missing landmark, and not damage.
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

    /// The usual orders of the parts.
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

    /// A frame of `width` numbers in a row; `nil` for any width not listed here.
    ///
    /// The parts stand as pose, face, left hand, right hand. The pose or the face may be left out, or one
    /// hand stands alone. Widths with the pose's visibility: 1662, 1692 with irises, 258 without a face.
    /// Without the visibility: 1629, 1659, 225. Without a pose: 1530, 1560, 126. One hand: 63.
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

    /// A frame of `count` landmarks of `numbers` each; `nil` for any other count.
    ///
    /// 543 landmarks are in the order of Kaggle's contests, or in MediaPipe's with `poseFirst`. All other
    /// counts are in MediaPipe's order, or one part alone.
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
