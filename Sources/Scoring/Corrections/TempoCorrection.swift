/// Finds a tempo beyond what is a matter of style.
enum TempoCorrection {
    static func find(_ tempo: UsualTempo, duration: Double, frames: Range<Int>) -> Finding? {
        guard tempo.excess(of: duration) > 0 else { return nil }
        let ratio = tempo.ratio(of: duration)
        return Finding(
            channel: .movement, roles: [.dominant], advice: ratio > 1 ? .slower : .faster,
            size: Float(max(ratio, 1 / ratio)), unit: .times,
            severity: 1 + Float(tempo.excess(of: duration)), frames: frames)
    }
}
