/// A place on or before the body where a sign is made.
public enum BodyLocation: Sendable, Hashable, CaseIterable {
    case forehead, temple, cheek, ear, nose, mouth, chin
    case neck, chest, sideOfChest, shoulder, farShoulder, belly
    case neutral, neutralHigh, besideHead
    /// The palm of the other hand, which holds still as the base.
    case otherPalm
    /// The back of the other hand.
    case otherBack

    /// Whether the place moves with the head.
    var isOnHead: Bool {
        switch self {
        case .forehead, .temple, .cheek, .ear, .nose, .mouth, .chin, .besideHead: true
        default: false
        }
    }

    /// Shoulder widths from the shoulders' midpoint on the hand's own side (x outward, y up, z forward), on an
    /// average body; `nil` for places on the other hand.
    var place: SIMD3<Double>? {
        switch self {
        case .forehead: Vector3(0.03, 0.87, 0.28)
        case .temple: Vector3(0.20, 0.80, 0.17)
        case .cheek: Vector3(0.15, 0.54, 0.22)
        case .ear: Vector3(0.22, 0.62, 0.04)
        case .nose: Vector3(0.01, 0.59, 0.33)
        case .mouth: Vector3(0.01, 0.45, 0.31)
        case .chin: Vector3(0.02, 0.32, 0.29)
        case .besideHead: Vector3(0.48, 0.62, 0.42)
        case .neck: Vector3(0.02, 0.14, 0.18)
        case .chest: Vector3(0.06, -0.32, 0.26)
        case .sideOfChest: Vector3(0.28, -0.30, 0.26)
        case .shoulder: Vector3(0.44, -0.02, 0.16)
        case .farShoulder: Vector3(-0.36, -0.06, 0.20)
        case .belly: Vector3(0.06, -0.80, 0.28)
        case .neutral: Vector3(0.26, -0.30, 0.72)
        case .neutralHigh: Vector3(0.34, 0.06, 0.70)
        case .otherPalm, .otherBack: nil
        }
    }
}
