import Alignment
import SigningSpace

/// An attempt segmented into the signs of a sentence and the signs added to it.
struct SentenceAlignment {
    /// One sign of the sentence.
    struct Part {
        let model: SignModel
        /// The frames of the sign, or of another sign in its place; `nil` without either.
        var frames: Range<Int>?
        /// The distance of those frames to the sign, divided by the sign's threshold.
        var distance = Double.infinity
        /// The gloss of the sign in its place.
        var seen: String?

        var status: Feedback.SignStatus {
            if seen != nil { return .swapped }
            return frames == nil ? .missing : .ok
        }
    }

    /// A sign of the library that was found in the attempt.
    struct Spot {
        let model: SignModel
        let frames: Range<Int>
        let distance: Double
    }

    private let attempt: PreparedTake
    /// One for each sign of the sentence.
    private(set) var parts: [Part]
    /// The signs found outside the sentence, in order of time.
    private(set) var added: [Spot] = []
    /// The median ratio of an attempted sign's duration to its references' duration: the usual pace of this
    /// attempt.
    private(set) var pace = 1.0

    /// Segments an attempt. One matrix product per take of the sentence and one for the library.
    init(
        _ attempt: PreparedTake, sentence: [SignModel], library: [SignModel]
    ) throws(ScoringError) {
        self.attempt = attempt
        parts = sentence.map { Part(model: $0) }
        try place(among: library)
        try explain(try spots(library))
    }

    /// Places the signs of the sentence. The sign most unlike its stretch is removed if the stretch is no
    /// attempt at it; the others are then placed again.
    private mutating func place(among library: [SignModel]) throws(ScoringError) {
        var costs: [[CostMatrix]] = []
        do throws(AlignmentError) {
            for part in parts { costs.append(try part.model.costs(attempt.features.aligned)) }
        } catch {
            throw .alignment(error)
        }
        let filler = SignModel.filler(
            attempt, SequenceConstants.filler, for: parts.map(\.model))
        var present = Array(parts.indices)
        let pauses = attempt.clip.pauses()
        while !present.isEmpty {
            let segments = try Self.segments(present.map { costs[$0] }, filler)
            for (place, segment) in zip(present, segments) {
                parts[place].frames = segment.map { stroke($0, costs[place][$0.template], pauses) }
            }
            pace = Self.median(
                present.compactMap { place in
                    parts[place].frames.map { seconds($0) / parts[place].model.sign.tempo.middle }
                })
            for place in present {
                guard let frames = parts[place].frames else { continue }
                parts[place].distance = try parts[place].model.distance(of: attempt.stretch(frames))
            }
            // One at a time, since a misplaced sign displaces its neighbours.
            guard let unlike = try mostUnlike(present, library) else { break }
            parts[unlike].frames = nil
            present.removeAll { $0 == unlike }
        }
    }

    /// The part with the largest distance among the parts that are no attempts at their signs.
    private func mostUnlike(_ places: [Int], _ library: [SignModel]) throws(ScoringError) -> Int? {
        // In order of distance, largest first: each check may cost an alignment per take of the library.
        for place in places.sorted(by: { (parts[$1].distance, $0) < (parts[$0].distance, $1) }) {
            if let frames = parts[place].frames, try isUnlike(parts[place], frames, library) { return place }
        }
        return nil
    }

    /// Whether a stretch is no attempt at its sign: it is far from the sign, or it does not pass and is
    /// nearer to another sign. A badly made sign is still nearest to the intended sign. One alignment per
    /// take of the library, or none.
    private func isUnlike(
        _ part: Part, _ frames: Range<Int>, _ library: [SignModel]
    ) throws(ScoringError) -> Bool {
        guard part.distance > SequenceConstants.believed else { return false }
        guard part.distance <= SequenceConstants.attempted else { return true }
        let stretch = attempt.stretch(frames)
        for model in library where model.sign.gloss != part.model.sign.gloss {
            if try model.distance(of: stretch) < SequenceConstants.nearer * part.distance { return true }
        }
        return false
    }

    private static func segments(
        _ costs: [[CostMatrix]], _ filler: [Float]
    ) throws(ScoringError) -> [SequenceAlignment.Segment?] {
        do throws(AlignmentError) {
            return try SequenceAlignment(
                models: costs, filler: filler, skip: SequenceConstants.skip
            ).segments
        } catch {
            throw .alignment(error)
        }
    }

    /// The occurrences of all library signs that pass.
    private func spots(_ library: [SignModel]) throws(ScoringError) -> [Spot] {
        var spotter = SignSpotter(library)
        var candidates: [SignSpotter.Candidate] = []
        let count = attempt.clip.frameCount
        do throws(AlignmentError) {
            // In blocks, so that a long attempt and a large library need no large matrix.
            for start in stride(from: 0, to: count, by: SequenceConstants.block) {
                candidates += try spotter.advance(
                    attempt, start..<Swift.min(start + SequenceConstants.block, count))
            }
        } catch {
            throw .alignment(error)
        }
        candidates += spotter.finish()
        var spots: [Spot] = []
        for candidate in candidates {
            let model = library[candidate.model]
            let frames = stroke(candidate.frames)
            guard !attempt.clip.trimmed(to: frames).isAtRest else { continue }
            let distance = try model.distance(of: attempt.stretch(frames))
            guard distance <= SequenceConstants.believed else { continue }
            spots.append(Spot(model: model, frames: frames, distance: distance))
        }
        return spots
    }

    /// Finds swapped and added signs.
    private mutating func explain(_ spots: [Spot]) throws(ScoringError) {
        for place in parts.indices {
            guard let frames = parts[place].frames else { continue }
            let own = parts[place].distance
            let other = spots.filter {
                $0.model.sign.gloss != parts[place].model.sign.gloss && isSame($0.frames, frames)
            }
            .min { $0.distance < $1.distance }
            guard let other, other.distance < own, own > SequenceConstants.unmistakable else { continue }
            // If the sign passes, another sign must be much nearer.
            if own > SequenceConstants.believed || other.distance < SequenceConstants.muchNearer * own {
                swap(place, other)
            }
        }
        let taken = parts.compactMap(\.frames)
        let free = spots.filter { spot in
            !taken.contains { Self.overlap(spot.frames, $0) > SequenceConstants.tolerated }
        }
        var rest = free
        // A sign found in the gap of a missing sign replaces it.
        for place in parts.indices where parts[place].frames == nil {
            let from = parts[..<place].compactMap(\.frames?.upperBound).last ?? 0
            let to = parts[(place + 1)...].compactMap(\.frames?.lowerBound).first ?? Int.max
            guard
                let index = rest.firstIndex(where: {
                    Self.middle($0.frames) >= from && Self.middle($0.frames) < to
                })
            else { continue }
            let other = rest.remove(at: index)
            swap(place, other)
            parts[place].distance = try parts[place].model.distance(of: attempt.stretch(other.frames))
        }
        added = rest
    }

    private mutating func swap(_ place: Int, _ other: Spot) {
        parts[place].frames = other.frames
        parts[place].seen = other.model.sign.gloss
    }

    /// A stretch without the movement before and after the sign, cut as its references are.
    private func stroke(_ frames: Range<Int>) -> Range<Int> {
        let stroke = attempt.clip.trimmed(to: frames).stroke
        return frames.lowerBound + stroke.lowerBound..<frames.lowerBound + stroke.upperBound
    }

    /// The frames of the sign in a segment, as by ``stroke(_:)``. A bound moves to another pause if the hands
    /// there are much more like the sign's first or last posture. If the segment includes the end of the
    /// preceding sign, its first pause belongs to that sign.
    private func stroke(
        _ segment: SequenceAlignment.Segment, _ costs: CostMatrix, _ pauses: [Bool]
    ) -> Range<Int> {
        let usual = stroke(segment.frames)
        let reach = Int(SequenceConstants.wayShare * Double(segment.frames.count))
        var (first, last) = (usual.lowerBound, usual.upperBound - 1)
        // Smoothing and two-frame differences place a pause one frame inside the posture.
        for frame in segment.frames.prefix(reach) where pauses[frame] {
            Self.move(&first, to: Swift.max(frame - 1, 0), costs, state: 0)
        }
        for frame in segment.frames.suffix(reach).reversed() where pauses[frame] {
            Self.move(&last, to: Swift.min(frame + 1, costs.rows - 1), costs, state: costs.columns - 1)
        }
        return last + 1 - first >= SigningClip.minimumFrames ? first..<last + 1 : usual
    }

    /// Moves a bound to a frame that is much more like a posture of the sign.
    private static func move(_ bound: inout Int, to frame: Int, _ costs: CostMatrix, state: Int) {
        func cost(_ frame: Int) -> Float { costs.values[frame * costs.columns + state] }
        if cost(frame) < SequenceConstants.muchLike * cost(bound) { bound = frame }
    }

    private func seconds(_ frames: Range<Int>) -> Double {
        Double(Swift.max(frames.count - 1, 1)) / SigningClip.frameRate
    }

    private func isSame(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        Self.overlap(a, b) >= SequenceConstants.sameEvent
    }

    /// The share, 0–1, of the shorter range that the other range covers.
    private static func overlap(_ a: Range<Int>, _ b: Range<Int>) -> Double {
        let shorter = Swift.min(a.count, b.count)
        return shorter > 0 ? Double(a.clamped(to: b).count) / Double(shorter) : 0
    }

    private static func middle(_ frames: Range<Int>) -> Int { (frames.lowerBound + frames.upperBound) / 2 }

    private static func median(_ values: [Double]) -> Double {
        values.isEmpty ? 1 : values.sorted()[values.count / 2]
    }
}
