/// The point of the hand that a script places at a location.
public enum HandAnchor: Sendable, Hashable, CaseIterable {
    case wrist, palm, fingertips, indexTip, thumbTip, knuckles, littleSide

    /// The anchor among a hand's 21 landmarks.
    func point(of landmarks: [SIMD3<Double>]) -> SIMD3<Double> {
        switch self {
        case .wrist: landmarks[0]
        case .palm: (landmarks[0] + landmarks[9] * 2) / 3
        case .fingertips: (landmarks[8] + landmarks[12] * 2 + landmarks[16]) / 4
        case .indexTip: landmarks[8]
        case .thumbTip: landmarks[4]
        case .knuckles: (landmarks[6] + landmarks[10] + landmarks[14]) / 3
        case .littleSide: (landmarks[0] + landmarks[17]) / 2
        }
    }
}
