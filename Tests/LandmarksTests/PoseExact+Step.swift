@testable import Landmarks

extension PoseExact {
    /// The 2 bits of the step from `quotient` to `value`, as in the writer's C code: 0, 1 for one away from
    /// zero, 2 for one towards it; `nil` for any other step.
    static func step(from quotient: Float, to value: Float) -> UInt32? {
        switch value.bitPattern &- quotient.bitPattern {
        case 0: 0
        case 1: 1
        case UInt32.max: 2
        default: nil
        }
    }
}
