import Foundation

/// What scoring made of a sign's takes, kept beside them so that their landmarks need not be read again: bytes that only
/// scoring reads, and checks.
public struct KeptSign: Sendable, Hashable {
    /// What every ranking of the sign reads.
    public var outline: Data
    /// What comparing an attempt with the sign's takes reads.
    public var features: Data

    public init(outline: Data, features: Data) { (self.outline, self.features) = (outline, features) }
}

/// The state of a sign at a moment: another one after every change of its takes or its calibration.
public struct SignEdition: Sendable, Hashable {
    enum Mark: Sendable, Hashable {
        /// The number of what is kept of the sign.
        case kept(Int)
        /// The sign and its takes, of which nothing is kept.
        case unkept(String)
    }

    /// Normalised.
    public let gloss: String
    let mark: Mark
}
