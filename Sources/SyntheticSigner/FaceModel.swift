/// Placeholder.
enum FaceModel {
    static func landmarks(_ pose: HeadPose) -> [Vector3] { [] }
    static func twin(of landmark: Int) -> Int { landmark }
}
