extension ReferenceSign {
    /// The sign with its durations multiplied by `factor`; everything else stays the same. In a sentence a
    /// sign lasts a fraction of its dictionary take, which is no error of tempo.
    func paced(by factor: Double) -> ReferenceSign {
        ReferenceSign(self, durations: takes.map { $0.clip.duration * factor })
    }

    private init(_ sign: ReferenceSign, durations: [Double]) {
        gloss = sign.gloss
        takes = sign.takes
        calibration = sign.calibration
        cohort = sign.cohort
        (compared, madeDirection) = (sign.compared, sign.madeDirection)
        tempo = UsualTempo(durations: durations)
    }
}
