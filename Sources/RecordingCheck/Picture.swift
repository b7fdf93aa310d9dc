import Foundation
import Landmarks

/// The image in which the landmarks were detected: its size, its orientation, and its shape where none is
/// stated.
enum Picture {
    /// No landmark of a person in the image is this many image sizes away; landmarks in pixels are.
    private static let farthest: Float = 20
    /// A nose nearer than this to the line of the shoulders, in shoulder widths, does not show which way is
    /// up: of 486 real takes none came nearer than 0.37 in any frame.
    private static let leastHeight: Float = 0.15
    /// The share of the frames that must agree on which way is up.
    private static let agreement = 0.75

    // MARK: Size

    /// Divides pixels by the image size, and returns whether the size is stated.
    ///
    /// - Throws: ``RecordingFault/pixelsOfUnknownSize``.
    static func size(_ draft: inout RecordingDraft) throws(RecordingFault) -> Bool {
        guard isInPixels(draft) else { return draft.facts.hasSize }
        guard let width = draft.facts.width, let height = draft.facts.height, width > 0, height > 0
        else {
            throw .pixelsOfUnknownSize
        }
        // MediaPipe's z is a fraction in x's unit; most producers of pixels scale x and y but not z.
        let (across, down) = (Float(width), Float(height))
        let depth = isDepthInPixels(draft) ? across : 1
        draft.transform(
            image: { SIMD3($0.x / across, $0.y / down, $0.z / depth) }, world: { $0 })
        draft.note(.inPixels)
        return true
    }

    /// Whether most landmarks of pose and hands are farther from the image's corner than any person's.
    private static func isInPixels(_ draft: RecordingDraft) -> Bool {
        isMost(of: imagePoints(draft), above: farthest) { max(abs($0.x), abs($0.y)) }
    }

    /// Whether z is in pixels: a hand's depth is some tenths of the image width, or some tens of pixels.
    private static func isDepthInPixels(_ draft: RecordingDraft) -> Bool {
        isMost(of: imagePoints(draft), above: 2) { abs($0.z) }
    }

    /// Whether the median of a measure is above a limit: the upper one of an even number. O(points).
    private static func isMost(
        of points: [SIMD3<Float>], above limit: Float, _ measure: (SIMD3<Float>) -> Float
    ) -> Bool {
        !points.isEmpty && points.count { measure($0) > limit } >= points.count - points.count / 2
    }

    /// The landmarks of pose and hands in about 16 frames.
    private static func imagePoints(_ draft: RecordingDraft) -> [SIMD3<Float>] {
        let step = max(draft.frameCount / 16, 1)
        return stride(from: 0, to: draft.frameCount, by: step).flatMap { frame in
            [LandmarkPart.pose, .leftHand, .rightHand].flatMap { part in
                draft.places(of: part, frame: frame).compactMap { place in
                    guard draft.flags[place].contains(.present) else { return nil }
                    let start = place * LandmarkClip.stride
                    return SIMD3(draft.values[start], draft.values[start + 1], draft.values[start + 2])
                }
            }
        }
    }

    // MARK: Which way is up

    /// Rotates and flips the image until the head is above the shoulders and the left shoulder at larger x.
    ///
    /// The evidence is a cross product: the line from right to left shoulder with the line from their middle
    /// to the nose. A rotation of the image keeps its sign; a flip of the coordinates after detection changes
    /// it.
    static func setUpright(_ draft: inout RecordingDraft) {
        var (quarters, isFlipped, heads) = ([0, 0, 0, 0], 0, 0)
        var spans: [Float] = []
        for frame in 0..<draft.frameCount {
            guard let left = draft.point(11, of: .pose, frame: frame),
                let right = draft.point(12, of: .pose, frame: frame)
            else { continue }
            let across = left - right
            spans.append(across.x)
            guard let nose = draft.point(0, of: .pose, frame: frame) else { continue }
            let up = nose - (left + right) / 2
            let area = across.x * up.y - across.y * up.x
            guard abs(area) >= leastHeight * (across * across).sum(), area != 0 else { continue }
            heads += 1
            if area > 0 { isFlipped += 1 }
            quarters[quarter(up)] += 1
        }
        var (turned, flipped) = (0, Double(isFlipped) >= agreement * Double(max(heads, 1)))
        if let most = quarters.max(), Double(most) >= agreement * Double(max(heads, 1)),
            let quarter = quarters.firstIndex(of: most)
        {
            turned = quarter
        } else {
            // Without a head, only the flip can be found, for a signer who faces the camera.
            flipped = median(spans).map { $0 < 0 } ?? false
        }
        switch (turned, flipped) {
        case (0, false): return
        case (0, true):
            flip(&draft)
            draft.facts.mirrored = false
            draft.note(.flipped)
        case (2, true):
            draft.transform(
                image: { SIMD3($0.x, 1 - $0.y, $0.z) }, world: { SIMD3($0.x, -$0.y, $0.z) })
            draft.note(.yUpwards)
        default:
            turn(&draft, by: turned)
            if flipped { flip(&draft) }
            draft.note(turned == 2 ? .upsideDown : .onItsSide)
        }
    }

    private static func flip(_ draft: inout RecordingDraft) {
        draft.transform(image: { SIMD3(1 - $0.x, $0.y, $0.z) }, world: { SIMD3(-$0.x, $0.y, $0.z) })
    }

    /// The side of the shoulders on which the head is: 0 above, 1 right, 2 below, 3 left.
    private static func quarter(_ up: SIMD2<Float>) -> Int {
        abs(up.y) >= abs(up.x) ? (up.y < 0 ? 0 : 2) : (up.x > 0 ? 1 : 3)
    }

    /// Rotates the image so that a head in `quarter` comes above the shoulders. Depth is in image widths.
    private static func turn(_ draft: inout RecordingDraft, by quarter: Int) {
        // Without a stated size, the upright image is assumed to have the usual one.
        let aspect = draft.facts.hasSize ? draft.aspectRatio : 1 / draft.aspectRatio
        switch quarter {
        case 1:
            draft.transform(
                image: { SIMD3($0.y, 1 - $0.x, $0.z * aspect) }, world: { SIMD3($0.y, -$0.x, $0.z) })
        case 3:
            draft.transform(
                image: { SIMD3(1 - $0.y, $0.x, $0.z * aspect) }, world: { SIMD3(-$0.y, $0.x, $0.z) })
        default:
            draft.transform(
                image: { SIMD3(1 - $0.x, 1 - $0.y, $0.z) }, world: { SIMD3(-$0.x, -$0.y, $0.z) })
            return
        }
        if draft.facts.hasSize {
            (draft.facts.width, draft.facts.height) = (draft.facts.height, draft.facts.width)
        }
    }
}

// MARK: - Shape

extension Picture {
    /// The distance between the eyes over that from eyes to mouth, along the image axes. Over 862 real takes
    /// the median is 0.78 (0.40 to 1.15, as heads turn and nod).
    private static let face: Float = 0.78
    /// A ratio above this means a portrait that was taken for a 4 : 3 image, which gives 1.39 for 3 : 4 and
    /// 1.85 for 9 : 16.
    private static let widest: Float = 1.2
    /// The portrait sizes of cameras.
    private static let portraits = [(width: 480, height: 640), (width: 360, height: 640)]

    /// Assumes a portrait for an image of unknown size where the face's ratio shows it, else
    /// ``LandmarkClip/assumedSize``.
    static func assumeShape(_ draft: inout RecordingDraft) {
        var ratios: [Float] = []
        for frame in 0..<draft.frameCount {
            let points = [2, 5, 9, 10].compactMap { draft.point($0, of: .pose, frame: frame) }
            guard points.count == 4 else { continue }
            let eyes = (points[0] + points[1]) / 2
            let mouth = (points[2] + points[3]) / 2
            let height = abs(mouth.y - eyes.y)
            if height > 0 { ratios.append(abs(points[0].x - points[1].x) / height) }
        }
        var (width, height) = LandmarkClip.assumedSize
        if let seen = median(ratios), seen > widest {
            // The face has its usual ratio in an image narrower by this factor.
            let aspect = draft.aspectRatio * face / seen
            let likest = portraits.min {
                abs(log(Float($0.width) / Float($0.height) / aspect))
                    < abs(log(Float($1.width) / Float($1.height) / aspect))
            }
            if let likest { (width, height) = likest }
            (draft.facts.width, draft.facts.height) = (width, height)
        }
        draft.note(
            .sizeAssumed, ["width": .number(Double(width)), "height": .number(Double(height))])
    }
}
