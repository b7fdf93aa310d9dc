import Landmarks

extension LandmarkClip {
    /// The clip as detected in the mirror image: x is reversed, and left and right are exchanged.
    ///
    /// Mirroring twice returns the same clip while x is a multiple of 2⁻¹⁶ near the image, as in synthetic
    /// takes. Parts in metres are mirrored about 0. O(values).
    func mirrored() -> LandmarkClip {
        var source = Array(0..<layout.landmarkCount)
        for (part, twin) in [
            (LandmarkPart.leftHand, LandmarkPart.rightHand), (.leftHandWorld, .rightHandWorld),
        ] {
            guard let left = layout.range(of: part), let right = layout.range(of: twin) else { continue }
            for place in 0..<left.count {
                source[left.lowerBound + place] = right.lowerBound + place
                source[right.lowerBound + place] = left.lowerBound + place
            }
        }
        for part in [LandmarkPart.pose, .poseWorld] {
            guard let body = layout.range(of: part) else { continue }
            for landmark in 0..<33 {
                source[body.lowerBound + landmark] = body.lowerBound + Self.bodyTwin(of: landmark)
            }
        }
        if let face = layout.range(of: .face) {
            for landmark in 0..<face.count {
                source[face.lowerBound + landmark] = face.lowerBound + FaceModel.twin(of: landmark)
            }
        }
        let worldStart = layout.parts.first(where: \.isWorld).flatMap { layout.range(of: $0)?.lowerBound }
        var values: [Float] = []
        values.reserveCapacity(self.values.count)
        var flags: [LandmarkFlags] = []
        flags.reserveCapacity(self.flags.count)
        for frame in 0..<frameCount {
            for landmark in source {
                let row = frame * layout.landmarkCount + landmark
                let at = row * Self.stride
                let flag = self.flags[row]
                flags.append(flag)
                let x = self.values[at]
                let isWorld = worldStart.map { landmark >= $0 } ?? false
                values.append(flag.contains(.present) ? (isWorld ? -x : 1 - x) : x)
                values += self.values[(at + 1)..<(at + Self.stride)]
            }
        }
        return LandmarkClip(
            layout: layout, facts: facts, frameCount: frameCount, timestamps: timestamps, values: values,
            flags: flags, warnings: warnings)
    }

    /// The landmark of the other side: 1–3 are the left eye, 4–6 the right eye; from 7 on, odd is left.
    private static func bodyTwin(of landmark: Int) -> Int {
        switch landmark {
        case 0: 0
        case 1...3: landmark + 3
        case 4...6: landmark - 3
        default: landmark.isMultiple(of: 2) ? landmark - 1 : landmark + 1
        }
    }
}
