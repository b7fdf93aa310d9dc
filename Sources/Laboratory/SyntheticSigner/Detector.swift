import Foundation
import Landmarks

/// Simulates MediaPipe Holistic: converts world skeletons to landmarks, frame by frame.
struct Detector {
    private let camera: CameraModel
    private let noise: NoiseModel
    private let projection: CameraProjection
    private let layout: LandmarkLayout
    private var poseJitter: Jitter
    private var faceJitter: Jitter
    private var handJitter: [Handedness: Jitter] = [:]
    private var dropout: [Handedness: Dropout] = [:]
    private var wholeJitter: [Handedness: Jitter] = [:]
    private var glitches: [Handedness: Dropout] = [:]
    private var lastWrist: [Handedness: Vector3] = [:]
    private(set) var values: [Float] = []
    private(set) var flags: [LandmarkFlags] = []

    init(
        camera: CameraModel, noise: NoiseModel, shoulderWidth: Double, layout: LandmarkLayout, seed: UInt64
    ) {
        self.camera = camera
        self.noise = noise
        self.layout = layout
        projection = CameraProjection(camera, shoulderWidth: shoulderWidth)
        let (memory, fps) = (noise.memory, camera.fps)
        poseJitter = Jitter(count: 33, memory: memory, fps: fps, seed: seed, purpose: .poseJitter)
        faceJitter = Jitter(
            count: layout.faceCount, memory: memory, fps: fps, seed: seed, purpose: .faceJitter)
        handJitter[.left] = Jitter(
            count: 21, memory: memory, fps: fps, seed: seed, purpose: .leftJitter)
        handJitter[.right] = Jitter(
            count: 21, memory: memory, fps: fps, seed: seed, purpose: .rightJitter)
        dropout[.left] = Dropout(noise, fps: fps, seed: seed, purpose: .leftDropout)
        dropout[.right] = Dropout(noise, fps: fps, seed: seed, purpose: .rightDropout)
        // Of turn and shift.
        wholeJitter[.left] = Jitter(
            count: 2, memory: memory, fps: fps, seed: seed, purpose: .leftWhole)
        wholeJitter[.right] = Jitter(
            count: 2, memory: memory, fps: fps, seed: seed, purpose: .rightWhole)
        glitches[.left] = Dropout(noise.glitches, fps: fps, seed: seed, purpose: .leftGlitch)
        glitches[.right] = Dropout(noise.glitches, fps: fps, seed: seed, purpose: .rightGlitch)
    }

    /// Appends the detected landmarks of `skeleton`; `unseen` hands are not detected.
    mutating func append(_ skeleton: Skeleton, unseen: Set<Handedness>) {
        for part in layout.parts {
            switch part {
            case .pose: appendBody(skeleton.body)
            case .face: appendFace(skeleton.face)
            case .leftHand: appendHand(.left, skeleton.leftHand, isUnseen: unseen.contains(.left))
            case .rightHand: appendHand(.right, skeleton.rightHand, isUnseen: unseen.contains(.right))
            case .poseWorld, .leftHandWorld, .rightHandWorld: appendMissing(layout.count(of: part))
            }
        }
    }

    private var aspect: Double { Double(camera.width) / Double(camera.height) }

    private mutating func appendBody(_ body: [Vector3]) {
        let jitter = poseJitter.next()
        let hips = projection.image(of: (body[23] + body[24]) / 2).z
        for (landmark, point) in body.enumerated() {
            var seen = projection.image(of: point)
            // Holistic exaggerates the body's depth about fourfold, with little accuracy.
            seen.z = (hips - seen.z) * projection.scale * 4 - 0.2
            let deviation = jitter[landmark]
            let visibility = visibility(of: landmark, at: seen)
            // Points outside the image are guesses.
            let doubt = visibility < 0.5 ? 4.0 : 1.0
            append(
                Vector3(
                    seen.x + deviation.x * noise.poseJitter * doubt,
                    seen.y + deviation.y * noise.poseJitter * aspect * doubt,
                    seen.z + deviation.z * noise.poseDepthJitter),
                visibility: visibility)
        }
    }

    private func visibility(of landmark: Int, at seen: Vector3) -> Double {
        // The distance of the point from the image's edge, in image widths; positive inside.
        let inside = min(seen.x, 1 - seen.x, seen.y, 1 - seen.y)
        let share = minimumJerk((inside + 0.1) / 0.15)
        switch landmark {
        case 0...10: return 0.9 + 0.0999 * share
        case 11, 12: return 0.9 + 0.099 * share
        case 13...22: return 0.1 + 0.86 * share
        case 23, 24: return 0.002 + 0.99 * share
        default: return 0.0005 + 0.95 * share
        }
    }

    private mutating func appendFace(_ face: [Vector3]) {
        guard face.count == layout.faceCount else { return appendMissing(layout.faceCount) }
        let jitter = faceJitter.next()
        let centre = face.reduce(.zero, +) / Double(max(face.count, 1))
        let middle = projection.image(of: centre).z
        for (landmark, point) in face.enumerated() {
            let seen = projection.image(of: point)
            let deviation = jitter[landmark] * noise.poseJitter
            append(
                Vector3(
                    seen.x + deviation.x, seen.y + deviation.y * aspect,
                    (middle - seen.z) * projection.scale + deviation.z))
        }
    }

    private mutating func appendHand(_ side: Handedness, _ hand: [Vector3], isUnseen: Bool) {
        let jitter = handJitter[side]?.next() ?? []
        let whole = wholeJitter[side]?.next() ?? [.zero, .zero]
        let seen = turned(hand, by: whole[0]).map { image(of: $0, shifted: whole[1]) }
        let speed = speed(of: side, at: seen[0])
        lastWrist[side] = seen[0]
        let isLost = dropout[side]?.losesNext(speed: speed) ?? false
        let isWrong = glitches[side]?.losesNext(speed: 0) ?? false
        let size = isWrong ? noise.glitchJitter : noise.handJitter
        let middle = (seen[0] + seen[5] + seen[17]) / 3
        let isInside = (0...1).contains(middle.x) && (0...1).contains(middle.y)
        guard !isUnseen, !isLost, isInside else { return appendMissing(21) }
        let wristDepth = seen[0].z
        for (landmark, point) in seen.enumerated() {
            let deviation = jitter[landmark] * size
            // The wrist is exactly the origin of depth.
            let depth =
                landmark == 0
                ? 0
                : (wristDepth - point.z) * projection.scale * noise.handDepth
                    + deviation.z * noise.depthRatio
            append(Vector3(point.x + deviation.x, point.y + deviation.y * aspect, depth))
        }
    }

    /// The hand turned as a whole about its wrist.
    private func turned(_ hand: [Vector3], by deviation: Vector3) -> [Vector3] {
        guard noise.wholeHandTurn > 0, let wrist = hand.first else { return hand }
        let turn = deviation * noise.wholeHandTurn
        let rotation = Rotation(degrees: turn.length, about: turn.unit)
        return hand.map { wrist + rotation($0 - wrist) }
    }

    private func image(of point: Vector3, shifted deviation: Vector3) -> Vector3 {
        let shift = deviation * noise.wholeHandShift
        return projection.image(of: point) + Vector3(shift.x, shift.y * aspect, 0)
    }

    private func speed(of side: Handedness, at wrist: Vector3) -> Double {
        guard let last = lastWrist[side] else { return 0 }
        var way = wrist - last
        way.y /= aspect
        way.z = 0
        return way.length * camera.fps / camera.shoulderShare
    }

    private mutating func append(_ point: Vector3, visibility: Double? = nil) {
        for value in [point.x, point.y, point.z, visibility ?? 0] { values.append(quantised(value)) }
        flags.append(visibility == nil ? .present : [.present, .hasVisibility])
    }

    private mutating func appendMissing(_ count: Int) {
        values += [Float](repeating: 0, count: count * LandmarkClip.stride)
        flags += [LandmarkFlags](repeating: [], count: count)
    }
}

/// Rounds to a multiple of 2⁻¹⁶ image widths, a hundredth of a pixel: the last digits of sine and cosine
/// differ between C libraries, and a take must not.
func quantised(_ value: Double) -> Float { Float((value * 0x1p16).rounded() * 0x1p-16) }
