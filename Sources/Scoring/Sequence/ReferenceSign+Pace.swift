extension ReferenceSign {
    /// The sign as it is usual at another pace: its durations times `factor`, everything else the same. In a sentence a
    /// sign is a fraction of what its dictionary take is, and that is no haste.
    func paced(by factor: Double) -> ReferenceSign {
        ReferenceSign(self, durations: takes.map { $0.clip.duration * factor })
    }

    private init(_ sign: ReferenceSign, durations: [Double]) {
        gloss = sign.gloss
        takes = sign.takes
        calibration = sign.calibration
        cohort = sign.cohort
        tempo = UsualTempo(durations: durations)
    }
}
