/// MediaPipe's `FACEMESH_CONTOURS` and `FACEMESH_IRISES` as the strokes they form.
///
/// The contours replace the 2,556 edges of the tessellation: a viewer draws the same face from a header a
/// twentieth as long.
enum PoseFaceContours {
    /// The edges of all strokes; with those of the irises (points 468–477) if `withIrises`.
    static func limbs(withIrises: Bool) -> [(Int, Int)] {
        var limbs: [(Int, Int)] = []
        for stroke in contours + (withIrises ? irises : []) {
            for end in 1..<stroke.count { limbs.append((stroke[end - 1], stroke[end])) }
        }
        return limbs
    }

    private static let contours: [[Int]] = [
        // Lips: outer lower, outer upper, inner lower, inner upper.
        [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291],
        [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291],
        [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308],
        [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308],
        // Left eye: lower and upper lid; left eyebrow: lower and upper edge.
        [263, 249, 390, 373, 374, 380, 381, 382, 362],
        [263, 466, 388, 387, 386, 385, 384, 398, 362],
        [276, 283, 282, 295, 285],
        [300, 293, 334, 296, 336],
        // Right eye and eyebrow, in the same order.
        [33, 7, 163, 144, 145, 153, 154, 155, 133],
        [33, 246, 161, 160, 159, 158, 157, 173, 133],
        [46, 53, 52, 65, 55],
        [70, 63, 105, 66, 107],
        // Outline of the face.
        [
            10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148,
            176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109, 10,
        ],
    ]

    private static let irises = [[474, 475, 476, 477, 474], [469, 470, 471, 472, 469]]
}
