import PracticeStore

/// A reference sign of a list, as JSON; a language that nobody stated is null.
public struct SignDocument: Encodable, Sendable {
    private let sign: SignSummary

    enum CodingKeys: String, CodingKey {
        case gloss, language, takes, signers, calibrated
    }

    /// The document of a sign.
    public init(_ sign: SignSummary) { self.sign = sign }

    /// Writes every key.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(sign.gloss, forKey: .gloss)
        try container.encode(sign.language, forKey: .language)
        try container.encode(sign.takes, forKey: .takes)
        try container.encode(sign.signers, forKey: .signers)
        try container.encode(sign.hasCalibration, forKey: .calibrated)
    }
}
