extension LandmarkClip {
    /// The clip with only its parts in `parts`, in O(frames × landmarks); unchanged where all its parts are
    /// in `parts`. Where none is, it has the parts of a recording without a detected person, as far as they
    /// are in `parts`.
    public func keeping(_ parts: Set<LandmarkPart>) -> LandmarkClip {
        guard !layout.parts.allSatisfy(parts.contains) else { return self }
        var kept = layout.parts.filter(parts.contains)
        if kept.isEmpty { kept = LandmarkPart.ofNobody.filter(parts.contains) }
        let smaller = LandmarkLayout(parts: kept, faceCount: layout.faceCount)
        var values: [Float] = []
        var flags: [LandmarkFlags] = []
        values.reserveCapacity(frameCount * smaller.landmarkCount * Self.stride)
        flags.reserveCapacity(frameCount * smaller.landmarkCount)
        for frame in 0..<frameCount {
            for part in smaller.parts {
                guard let range = layout.range(of: part) else {
                    let count = smaller.count(of: part)
                    values.append(contentsOf: repeatElement(0, count: count * Self.stride))
                    flags.append(contentsOf: repeatElement([], count: count))
                    continue
                }
                let start = frame * layout.landmarkCount + range.lowerBound
                flags.append(contentsOf: self.flags[start..<start + range.count])
                values.append(
                    contentsOf: self.values[start * Self.stride..<(start + range.count) * Self.stride])
            }
        }
        return LandmarkClip(
            layout: smaller, facts: facts, frameCount: frameCount, timestamps: timestamps, values: values,
            flags: flags, warnings: warnings)
    }
}
