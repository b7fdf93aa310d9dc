/// Signers who are judged together, by what was learned from everybody else.
///
/// Leaving out one signer at a time judges each by the most evidence, but takes as many runs as there are
/// signers. Sets of many signers are cut into five groups; each is judged by four fifths of the signers.
package enum SignerGroups {
    /// Up to this number of signers, each is a group.
    static let mostAlone = 12
    /// The number of groups of a larger set.
    static let count = 5

    /// The groups of a set. In order of name, every fifth signer is in one group: neighbouring names may be
    /// recordings of one session.
    package static func of(_ signers: some Sequence<String>) -> [Set<String>] {
        let sorted = Set(signers).sorted()
        guard sorted.count > mostAlone else { return sorted.map { [$0] } }
        return (0..<count).map { group in
            Set(stride(from: group, to: sorted.count, by: count).map { sorted[$0] })
        }
    }
}
