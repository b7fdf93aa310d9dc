extension SigningClip {
    /// Each constant as it was chosen on the synthetic signer's takes, where the sign's bounds are known: see
    /// `signify-score evaluate modes`.
    private enum Stroke {
        /// A hand slower than this share of its fastest is holding or turning round.
        static let slowShare: Float = 0.4
        /// No more than this share of the clip is way in, and no more than this way out.
        static let longest = 0.45
        /// Shoulder widths a second below which no hand moves, whatever the rest of the clip does.
        static let still: Float = 0.35
    }

    /// The frames of the sign itself, without the hands' way in before its first posture and their way out after its last
    /// (the stroke, without preparation and retraction, as Kita, van Gijn & van der Hulst 1998 cut movement phases).
    ///
    /// A clip that begins while the hands are on their way is cut to where they are first slow; one that begins with the
    /// hands in place is not cut, and neither is one that never slows down. O(frames).
    public var stroke: Range<Int> {
        let speeds = speeds()
        let fastest = speeds.compactMap(\.self).max() ?? 0
        let reach = Int(Double(frameCount) * Stroke.longest)
        let first = Self.firstSlow(speeds, within: reach, fastest: fastest) ?? 0
        let last = Self.firstSlow(speeds.reversed(), within: reach, fastest: fastest) ?? 0
        let range = first..<frameCount - last
        return range.count >= Self.minimumFrames ? range : 0..<frameCount
    }

    /// The first local minimum of speed that is slow; `nil` where there is none.
    private static func firstSlow(_ speeds: [Float?], within reach: Int, fastest: Float) -> Int? {
        let slow = Swift.max(Stroke.slowShare * fastest, Stroke.still)
        return (0..<Swift.min(reach, speeds.count - 1)).first { frame in
            guard let speed = speeds[frame], speed <= slow else { return false }
            return speeds[frame + 1].map { speed <= $0 } ?? true
        }
    }

    /// The speed of the faster hand in each frame, in shoulder widths a second; `nil` where none was seen to move or rest.
    private func speeds() -> [Float?] {
        let palms = HandRole.allCases.map { role in (0..<frameCount).map { palmCentre(role, frame: $0) } }
        return (0..<frameCount).map { frame in
            let (before, after) = (Swift.max(frame - 1, 0), Swift.min(frame + 1, frameCount - 1))
            return palms.compactMap { palms -> Float? in
                guard after > before, let from = palms[before], let to = palms[after] else { return nil }
                let way = to - from
                return (way.x * way.x + way.y * way.y).squareRoot() * Float(Timeline.frameRate)
                    / Float(after - before)
            }
            .max()
        }
    }
}
