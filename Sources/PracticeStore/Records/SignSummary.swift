import Foundation

/// A reference sign without its landmarks.
public struct SignSummary: Sendable, Hashable, Identifiable {
    /// The row's identifier.
    public let id: UUID
    /// The normalised gloss.
    public let gloss: String
    /// The sign language, as a BCP 47 tag; `nil` where nobody said.
    public let language: String?
    /// How many takes there are.
    public let takes: Int
    /// How many different signers made them.
    public let signers: Int
    /// Whether scoring's calibration of the present takes is stored.
    public let hasCalibration: Bool
    /// When its first take was enrolled.
    public let createdAt: Date
}
