import CInterfaceHeader
import Foundation
import Signify

// Attempts. signify.h documents them; the compiler checks these signatures against it.

/// Linear in the bytes.
@c @implementation
public func signify_attempt_parse(
    _ bytes: UnsafeRawPointer?, _ count: Int, _ name: UnsafePointer<CChar>?,
    _ facts: UnsafePointer<signify_facts>?, _ attempt: UnsafeMutablePointer<OpaquePointer?>?,
    _ error: TextOut?
) -> signify_status {
    call(error) {
        let attempt = try cleared(attempt, "attempt")
        let given = try CInterface.bytes(bytes, count, "bytes")
        let name = try optionalText(name, "name")
        let reader = try LandmarkReader(facts)
        let recording = try AttemptHandle.attributed(to: name) {
            try Recording(given.bytes, name: name ?? AttemptHandle.unnamed, reader: reader)
        }
        attempt.pointee = AttemptHandle(recording, name: name).handle()
    }
}

/// Linear in the landmarks.
@c @implementation
public func signify_attempt_from_array(
    _ array: UnsafePointer<signify_array>?, _ name: UnsafePointer<CChar>?,
    _ facts: UnsafePointer<signify_facts>?, _ attempt: UnsafeMutablePointer<OpaquePointer?>?,
    _ error: TextOut?
) -> signify_status {
    call(error) {
        let attempt = try cleared(attempt, "attempt")
        guard let array else { throw AnalysisFailure("array is NULL; pass a signify_array", kind: .wrongUse) }
        let name = try optionalText(name, "name")
        let reader = try LandmarkReader(facts)
        let clip = try AttemptHandle.attributed(to: name) {
            try reader.read(LandmarkArray(signify_array.read(array)))
        }
        let recording = Recording(clip, name: name ?? AttemptHandle.unnamed)
        attempt.pointee = AttemptHandle(recording, name: name).handle()
    }
}

@c @implementation
public func signify_attempt_free(_ attempt: OpaquePointer?) -> signify_status { AttemptHandle.free(attempt) }

/// O(1).
@c @implementation
public func signify_attempt_facts(
    _ attempt: OpaquePointer?, _ facts: UnsafeMutablePointer<signify_facts>?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let known = try AttemptHandle.at(attempt).recording.clip.facts
        guard let facts else { throw AnalysisFailure("facts is NULL; pass a signify_facts", kind: .wrongUse) }
        var value = signify_facts()
        value.fps = known.fps ?? 0
        value.width = Int32(clamping: known.width ?? 0)
        value.height = Int32(clamping: known.height ?? 0)
        value.mirrored =
            known.mirrored.map { $0 ? SIGNIFY_MIRRORED : SIGNIFY_NOT_MIRRORED } ?? SIGNIFY_UNKNOWN
        value.dominant_hand =
            known.dominantHand.map { $0 == .left ? SIGNIFY_LEFT : SIGNIFY_RIGHT } ?? SIGNIFY_UNKNOWN
        try signify_facts.write(value, to: facts)
    }
}

/// O(1), without a copy.
@c @implementation
public func signify_attempt_landmarks(
    _ attempt: OpaquePointer?, _ landmarks: UnsafeMutablePointer<signify_landmarks>?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let clip = try AttemptHandle.at(attempt).recording.clip
        guard let landmarks else {
            throw AnalysisFailure("landmarks is NULL; pass a signify_landmarks", kind: .wrongUse)
        }
        var value = signify_landmarks()
        // The addresses outlive the closures: the storage is on the heap, and nothing writes to it or moves
        // it while the attempt exists.
        value.values = clip.values.withUnsafeBufferPointer(\.baseAddress)
        value.flags = clip.flags.withUnsafeBytes { $0.baseAddress?.assumingMemoryBound(to: UInt8.self) }
        value.timestamps = clip.timestamps?.withUnsafeBufferPointer(\.baseAddress)
        value.frames = Int64(clip.frameCount)
        value.landmarks = Int64(clip.layout.landmarkCount)
        value.parts = clip.layout.parts.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
        value.face_landmarks = Int32(clip.layout.faceCount)
        try signify_landmarks.write(value, to: landmarks)
    }
}

/// Linear in the frames.
@c @implementation
public func signify_attempt_summary(_ attempt: OpaquePointer?, _ json: TextOut?, _ error: TextOut?)
    -> signify_status
{
    call(error) {
        let json = try cleared(json, "json")
        try json.give(json: Inspection(AttemptHandle.at(attempt).recording))
    }
}

/// Linear in the frames.
@c @implementation
public func signify_attempt_pose(
    _ attempt: OpaquePointer?, _ bytes: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?,
    _ count: UnsafeMutablePointer<Int>?, _ error: TextOut?
) -> signify_status {
    call(error) {
        count?.pointee = 0
        let bytes = try cleared(bytes, "bytes")
        guard let count else {
            throw AnalysisFailure(
                "count is NULL; pass the address of a variable for the result", kind: .wrongUse)
        }
        let file = try AttemptHandle.at(attempt).attributed { try $0.clip.poseFile() }
        guard let copied = file.withUnsafeBytes({ copy($0) }) else { throw AnalysisFailure.outOfMemory }
        bytes.pointee = UnsafeMutableRawPointer(copied).assumingMemoryBound(to: UInt8.self)
        count.pointee = file.count
    }
}

/// Linear in the frames.
@c @implementation
public func signify_attempt_json(_ attempt: OpaquePointer?, _ json: TextOut?, _ error: TextOut?)
    -> signify_status
{
    call(error) {
        let json = try cleared(json, "json")
        let text = try AttemptHandle.at(attempt).recording.clip.canonicalJSON()
        guard let copied = text.withUnsafeBytes({ copy($0) }) else { throw AnalysisFailure.outOfMemory }
        json.pointee = copied
    }
}

extension LandmarkArray {
    init(_ array: signify_array) throws {
        guard let values = array.values else {
            throw AnalysisFailure(
                "signify_array.values is NULL; pass the address of the values", kind: .wrongUse)
        }
        let known = LandmarkPart.allCases.reduce(0 as UInt32) { $0 | 1 << UInt32($1.rawValue) }
        guard array.parts & ~known == 0 else {
            throw AnalysisFailure(
                "signify_array.parts has unknown bits; pass SIGNIFY_POSE and other parts, or 0",
                kind: .wrongUse)
        }
        let parts = LandmarkPart.allCases.filter { array.parts & 1 << UInt32($0.rawValue) != 0 }
        let strides = Strides(
            frame: Int(array.frame_stride), landmark: Int(array.landmark_stride),
            component: Int(array.component_stride))
        let given = [
            array.frame_stride, array.landmark_stride, array.component_stride, array.timestamp_stride,
        ]
        guard given.allSatisfy({ $0.magnitude < 1 << 38 }) else {
            throw AnalysisFailure(
                "a stride of signify_array exceeds the memory; pass strides in bytes", kind: .wrongUse)
        }
        let isPacked = strides == Strides(frame: 0, landmark: 0, component: 0)
        guard (0...Int64(Self.largest / 21)).contains(array.frames) else {
            throw AnalysisFailure(
                "signify_array.frames is \(array.frames); pass 1 to \(Self.largest / 21)", kind: .wrongUse)
        }
        var timestamps: [Double]?
        if let times = array.timestamps {
            let stride =
                array.timestamp_stride == 0 ? MemoryLayout<Double>.stride : Int(array.timestamp_stride)
            timestamps = (0..<Int(array.frames)).map {
                (UnsafeRawPointer(times) + $0 * stride).loadUnaligned(as: Double.self)
            }
        }
        try self.init(
            at: values, shape: (Int(array.frames), Int(array.landmarks), Int(array.components)),
            strides: isPacked ? nil : strides, parts: parts.isEmpty ? nil : parts, timestamps: timestamps)
    }
}
