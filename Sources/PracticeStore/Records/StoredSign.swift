import Foundation

/// A reference sign with its takes, read at one moment.
public struct StoredSign: Sendable, Hashable, Identifiable {
    /// The row's identifier.
    public let id: UUID
    /// The normalised gloss.
    public let gloss: String
    /// The sign language, as a BCP 47 tag ("ase"); `nil` where nobody said.
    public let language: String?
    /// What scoring learned from the takes, as JSON that only scoring reads, in the engine's spelling; `nil` since
    /// the takes changed.
    public let calibration: String?
    /// The versions that made `calibration`, or enrolled the takes.
    public let signature: String
    /// When its first take was enrolled.
    public let createdAt: Date
    /// When it last changed.
    public let updatedAt: Date
    /// In the order in which they were enrolled; at least one.
    public let takes: [StoredTake]
}

/// An enrolled recording of a sign.
public struct StoredTake: Sendable, Hashable, Identifiable {
    /// The row's identifier.
    public let id: UUID
    /// The recording and what is known of it.
    public let take: NewReferenceTake
    /// When it was enrolled.
    public let createdAt: Date
}
