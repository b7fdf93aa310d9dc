import Foundation

/// FNV-1a of 128 bits over a take's bytes, by which a take that is enrolled already is found at once.
///
/// It is not cryptographic: two takes of one hash are compared byte for byte before either is called a
/// duplicate. Linear in the number of bytes.
/// Source: Fowler, Noll, Vo, Eastlake, Hansen, RFC 9923, "The FNV Non-Cryptographic Hash Algorithm".
struct ContentHash: Hashable {
    /// 32 lower-case hexadecimal digits.
    let text: String

    init(_ bytes: borrowing RawSpan) {
        // The prime is 2^88 + 0x13b: the product is a shift and a product with a small number.
        var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
        for place in bytes.byteOffsets {
            hash ^= UInt128(bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self))
            hash = hash &* 0x13b &+ hash &<< 88
        }
        let digits = String(hash, radix: 16)
        text = String(repeating: "0", count: 32 - digits.count) + digits
    }

    /// Whether a text has the form of a hash. No take has another; and this form needs no quotes in an array.
    static func isText(_ text: String) -> Bool {
        text.utf8.count == 32
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
