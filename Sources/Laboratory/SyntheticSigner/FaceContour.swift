/// A line of the face mesh on both halves of the face, by MediaPipe's landmark numbers.
struct FaceContour: Sendable {
    /// The place of a point on the signer's right half, and its movements.
    struct Place: Sendable {
        /// Average shoulder widths from the middle line, and upwards from the shoulders.
        var outward: Double
        var y: Double
        /// The distance in front of the skin's surface.
        var lift = 0.0
        /// The share of the jaw's movement; `nil` derives it from the height.
        var jaw: Double?
        /// The share of a smile.
        var smile = 0.0
        /// The share of the brows' movement.
        var brow = 0.0
    }

    /// The signer's right half.
    var right: [Int]
    /// The signer's left half, in the same order.
    var left: [Int]
    var points: [Place]

    /// All contours off the middle line.
    static let sides: [FaceContour] = [oval, upperBrow, lowerBrow, upperLid, lowerLid, nose] + lips

    /// Landmark, height and lift of the middle line, forehead to chin.
    static let middle: [(landmark: Int, y: Double, lift: Double)] = [
        (10, 0.895, -0.01), (151, 0.82, 0), (9, 0.76, 0), (8, 0.725, 0), (168, 0.70, 0), (6, 0.675, 0.005),
        (197, 0.65, 0.015), (195, 0.625, 0.03), (5, 0.605, 0.045), (4, 0.585, 0.055), (1, 0.575, 0.057),
        (19, 0.562, 0.045), (94, 0.552, 0.03), (2, 0.543, 0.015), (164, 0.52, 0.01), (0, 0.487, 0.02),
        (11, 0.481, 0.022), (12, 0.475, 0.02), (13, 0.469, 0.015), (14, 0.461, 0.015), (15, 0.453, 0.02),
        (16, 0.446, 0.022), (17, 0.437, 0.018), (18, 0.42, 0.005), (200, 0.385, 0.01), (199, 0.36, 0.012),
        (175, 0.335, 0.01), (152, 0.31, 0),
    ]

    private static let oval = FaceContour(
        right: [109, 67, 103, 54, 21, 162, 127, 234, 93, 132, 58, 172, 136, 150, 149, 176, 148],
        left: [338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377],
        points: [
            (0.045, 0.89), (0.085, 0.875), (0.12, 0.85), (0.147, 0.815), (0.167, 0.77), (0.18, 0.725),
            (0.186, 0.675), (0.187, 0.625), (0.183, 0.575), (0.176, 0.525), (0.164, 0.475), (0.148, 0.43),
            (0.13, 0.395), (0.108, 0.365), (0.084, 0.342), (0.057, 0.325), (0.029, 0.314),
        ].map { Place(outward: $0.0, y: $0.1) })

    private static let upperBrow = FaceContour(
        right: [70, 63, 105, 66, 107], left: [300, 293, 334, 296, 336],
        points: [(0.135, 0.735), (0.115, 0.758), (0.088, 0.768), (0.06, 0.763), (0.034, 0.75)].map {
            Place(outward: $0.0, y: $0.1, lift: 0.004, brow: 1)
        })

    private static let lowerBrow = FaceContour(
        right: [46, 53, 52, 65, 55], left: [276, 283, 282, 295, 285],
        points: [(0.13, 0.722), (0.112, 0.742), (0.087, 0.75), (0.06, 0.746), (0.036, 0.735)].map {
            Place(outward: $0.0, y: $0.1, lift: 0.004, brow: 0.9)
        })

    private static let upperLid = FaceContour(
        right: [33, 246, 161, 160, 159, 158, 157, 173, 133],
        left: [263, 466, 388, 387, 386, 385, 384, 398, 362],
        points: [
            (0.113, 0.686), (0.108, 0.693), (0.099, 0.699), (0.088, 0.703), (0.076, 0.704), (0.064, 0.702),
            (0.053, 0.697), (0.044, 0.691), (0.037, 0.684),
        ].map { Place(outward: $0.0, y: $0.1, lift: -0.008) })

    /// Without the corners, which belong to the upper lid.
    private static let lowerLid = FaceContour(
        right: [7, 163, 144, 145, 153, 154, 155], left: [249, 390, 373, 374, 380, 381, 382],
        points: [
            (0.108, 0.681), (0.099, 0.677), (0.088, 0.674), (0.076, 0.673), (0.064, 0.674), (0.053, 0.677),
            (0.044, 0.681),
        ].map { Place(outward: $0.0, y: $0.1, lift: -0.008) })

    private static let nose = FaceContour(
        right: [98, 97, 48, 115, 220, 45, 64], left: [327, 326, 278, 344, 440, 275, 294],
        points: [
            (0.03, 0.55), (0.014, 0.548), (0.042, 0.575), (0.038, 0.59), (0.026, 0.59), (0.016, 0.578),
            (0.042, 0.565),
        ].map { Place(outward: $0.0, y: $0.1, lift: 0.045 - 0.9 * $0.0) })

    /// From corner to middle: outer and inner, upper and lower; only the lower ones move with the jaw.
    private static let lips = [
        lip(
            [61, 185, 40, 39, 37], [291, 409, 270, 269, 267], jaw: 0,
            [(0.065, 0.464), (0.056, 0.472), (0.044, 0.479), (0.03, 0.485), (0.014, 0.489)]),
        lip(
            [146, 91, 181, 84], [375, 321, 405, 314], jaw: 0.9,
            [(0.056, 0.456), (0.044, 0.448), (0.03, 0.442), (0.014, 0.438)]),
        lip(
            [78, 191, 80, 81, 82], [308, 415, 310, 311, 312], jaw: 0,
            [(0.059, 0.464), (0.051, 0.466), (0.04, 0.468), (0.027, 0.469), (0.013, 0.469)]),
        lip(
            [95, 88, 178, 87], [324, 318, 402, 317], jaw: 0.95,
            [(0.051, 0.463), (0.04, 0.462), (0.027, 0.461), (0.013, 0.461)]),
    ]

    private static func lip(
        _ right: [Int], _ left: [Int], jaw: Double, _ points: [(Double, Double)]
    ) -> FaceContour {
        FaceContour(
            right: right, left: left,
            points: points.enumerated().map { order, point in
                // The corners follow a smile most and the jaw least.
                let middle = Double(order) / Double(max(points.count - 1, 1))
                return Place(
                    outward: point.0, y: point.1, lift: 0.012,
                    jaw: jaw == 0 ? 0.25 * (1 - middle) : jaw * (0.5 + 0.5 * middle),
                    smile: 1 - 0.8 * middle)
            })
    }
}
