import Landmarks

extension LandmarkClip {
    /// The frames in reverse order, with unchanged timestamps.
    package func reversedInTime() -> LandmarkClip {
        let row = layout.landmarkCount
        var values: [Float] = []
        values.reserveCapacity(self.values.count)
        var flags: [LandmarkFlags] = []
        flags.reserveCapacity(self.flags.count)
        for frame in (0..<frameCount).reversed() {
            values += self.values[(frame * row * Self.stride)..<((frame + 1) * row * Self.stride)]
            flags += self.flags[(frame * row)..<((frame + 1) * row)]
        }
        return LandmarkClip(
            layout: layout, facts: facts, frameCount: frameCount, timestamps: timestamps, values: values,
            flags: flags, warnings: warnings)
    }

    /// The first frame repeated: a signer who stands in the first posture.
    package func frozen() -> LandmarkClip {
        let row = layout.landmarkCount
        let first = (values: values.prefix(row * Self.stride), flags: flags.prefix(row))
        return LandmarkClip(
            layout: layout, facts: facts, frameCount: frameCount, timestamps: timestamps,
            values: (0..<frameCount).flatMap { _ in first.values },
            flags: (0..<frameCount).flatMap { _ in first.flags }, warnings: warnings)
    }

    /// Every landmark at a random place in the image in every frame, none missing.
    package func replacedByNoise(seed: UInt64) -> LandmarkClip {
        var stream = RandomStream(seed: seed, purpose: .fault)
        var values: [Float] = []
        values.reserveCapacity(self.values.count)
        var flags: [LandmarkFlags] = []
        flags.reserveCapacity(self.flags.count)
        let body = layout.range(of: .pose) ?? 0..<0
        for _ in 0..<frameCount {
            for landmark in 0..<layout.landmarkCount {
                let isBody = body.contains(landmark)
                values += [
                    quantised(stream.uniform()), quantised(stream.uniform()),
                    quantised(0.1 * stream.normal()), isBody ? 0.5 : 0,
                ]
                flags.append(isBody ? [.present, .hasVisibility] : .present)
            }
        }
        return LandmarkClip(
            layout: layout, facts: facts, frameCount: frameCount, timestamps: timestamps, values: values,
            flags: flags, warnings: warnings)
    }
}
