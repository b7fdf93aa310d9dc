/// A group of landmarks that MediaPipe detects together.
///
/// The raw values are the canonical order: the order of the parts in a frame of a ``LandmarkClip``, in a
/// `.pose` file and in canonical JSON.
public enum LandmarkPart: Int, CaseIterable, Sendable, Hashable {
    case pose, face, leftHand, rightHand, poseWorld, leftHandWorld, rightHandWorld

    /// The landmark counts that a producer may emit for this part. Only the face has two: 468 for the mesh, 478
    /// with the irises at 468–477.
    public var landmarkCounts: [Int] {
        switch self {
        case .pose, .poseWorld: [33]
        case .face: [468, 478]
        case .leftHand, .rightHand, .leftHandWorld, .rightHandWorld: [21]
        }
    }

    /// The parts of a recording without a detected person.
    static let ofNobody: [LandmarkPart] = [.pose, .leftHand, .rightHand]

    /// Whether coordinates are metres around a body-fixed origin instead of fractions of the image.
    public var isWorld: Bool {
        switch self {
        case .poseWorld, .leftHandWorld, .rightHandWorld: true
        case .pose, .face, .leftHand, .rightHand: false
        }
    }

    /// Whether the detector states a visibility for every landmark, which `.pose` files store as the
    /// confidence. In other parts a confidence of 1 means an unknown visibility.
    var statesVisibility: Bool {
        switch self {
        case .pose, .poseWorld: true
        case .face, .leftHand, .rightHand, .leftHandWorld, .rightHandWorld: false
        }
    }
}

extension LandmarkPart {
    /// The part's name in documents that the engine writes, as `left_hand`.
    public var name: String {
        switch self {
        case .pose: "pose"
        case .face: "face"
        case .leftHand: "left_hand"
        case .rightHand: "right_hand"
        case .poseWorld: "pose_world"
        case .leftHandWorld: "left_hand_world"
        case .rightHandWorld: "right_hand_world"
        }
    }

    /// The part's name in messages, as "left hand".
    public var words: String {
        switch self {
        case .pose: "pose"
        case .face: "face"
        case .leftHand: "left hand"
        case .rightHand: "right hand"
        case .poseWorld: "pose (world)"
        case .leftHandWorld: "left hand (world)"
        case .rightHandWorld: "right hand (world)"
        }
    }
}
