/// How often the score of 70 is wrong, by identity alone.
public struct ErrorRates: Sendable, Hashable {
    /// The share, 0–1, of right attempts that are refused.
    public let refused: Double
    /// The share, 0–1, of attempts at other signs that are accepted.
    public let accepted: Double
}

extension SignCalibration {
    /// The number of signers of a sign from which its takes show the differences between people.
    public static let enoughSigners = 3

    /// The rates for a signer of the takes, as learned beside as many takes or fewer; `nil` for anybody else.
    public func errors(of signer: String) -> ErrorRates? {
        guard let own = signers[signer] else { return nil }
        let known = LearnedConstants.ownErrors.last { $0.takes <= own.takes } ?? LearnedConstants.ownErrors[0]
        return ErrorRates(refused: known.refused, accepted: known.accepted)
    }

    /// The rates for everybody else.
    public var errorsOfStrangers: ErrorRates {
        ErrorRates(refused: strangers.errors, accepted: strangers.errors)
    }
}
