import Landmarks

/// A reference take that is included in the program: the content of `Fixtures/references` and of a new store.
public struct ReferenceRecording: Sendable {
    /// The signer's name.
    public var signer: String
    /// The gloss, as "HELLO".
    public var gloss: String
    public var clip: LandmarkClip

    /// The signs that have references.
    public static let glosses = [
        "HELLO", "THANK-YOU", "PLEASE", "SORRY", "YES", "NO", "HELP", "MOTHER", "FATHER", "I-LOVE-YOU",
        "GOOD", "EAT", "NAME", "WANT", "MORE", "FINISH", "WHERE", "YOU", "FRIEND", "HAPPY",
    ]
    /// The signers of every sign; HELLO has a take by the child too.
    private static let signers: [SignerProfile] = [.ada, .bruno, .chiara]
    /// The variants of signs on which the measured people are divided, made by one of the three signers:
    /// THANK-YOU and HAPPY with both hands, SORRY with the thumb straight beside the fist, NO and I-LOVE-YOU
    /// beside the face, EAT brought up from below.
    private static let variants: [(signer: SignerProfile, script: SignScript)] = [
        (.bruno, .thankYou(.symmetric)), (.bruno, .happy(.symmetric, height: -0.15)),
        (.bruno, .chestCircle("SORRY", .a)), (.bruno, .no(height: 0.22)), (.bruno, .iLoveYou(height: 0.22)),
        (.chiara, .eatFromBelow),
    ]

    /// All recordings, by signer, then in the library's order; equal on every call. Takes about a second.
    public static func all() -> [ReferenceRecording] {
        (signers + [.emi]).enumerated().flatMap { row, signer in
            SignScript.library
                .filter { glosses.contains($0.gloss) && (row < signers.count || $0.gloss == "HELLO") }
                .enumerated().map { column, script in
                    let variant = variants.first { $0.signer == signer && $0.script.gloss == script.gloss }
                    let clip = SyntheticSigner(profile: signer, seed: UInt64(1000 * (row + 1) + column))
                        .take(of: variant?.script ?? script).clip
                    return ReferenceRecording(signer: signer.name, gloss: script.gloss, clip: clip)
                }
        }
    }
}
