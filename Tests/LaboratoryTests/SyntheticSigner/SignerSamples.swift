@testable import SyntheticSigner

/// A person without random variation: no sway, no variation, no jitter, no losses.
func machine(_ profile: SignerProfile) -> SignerProfile {
    var profile = profile
    profile.variability = 0
    profile.noise = .none
    return profile
}

/// The skeletons of a sign at 20 Hz.
func skeletons(of script: SignScript, by profile: SignerProfile, seed: UInt64 = 1) -> [Skeleton] {
    let signer = SyntheticSigner(profile: profile, seed: seed)
    let performance = signer.performance(of: [script], fault: nil, tempo: 1)
    let body = BodyModel(profile, seed: seed)
    return (0...Int(performance.duration * 20)).map {
        body.skeleton(of: performance, at: Double($0) / 20, withFace: false)
    }
}

/// The bones of a hand as landmark pairs.
let handBones: [(Int, Int)] = Finger.allCases.flatMap { finger in
    let base = finger.baseLandmark
    return [(0, base), (base, base + 1), (base + 1, base + 2), (base + 2, base + 3)]
}

/// 64-bit FNV-1a over the bits of floats.
func fingerprint(_ values: [Float]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for value in values {
        for shift in stride(from: 0, to: 32, by: 8) {
            hash = (hash ^ UInt64(value.bitPattern >> UInt32(shift) & 0xFF)) &* 0x100_0000_01B3
        }
    }
    return hash
}
