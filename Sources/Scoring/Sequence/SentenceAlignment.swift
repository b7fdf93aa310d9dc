import Alignment
import SigningSpace

/// An attempt cut into the signs of a sentence, with what else was signed.
struct SentenceAlignment {
    /// What became of one sign of the sentence.
    struct Part {
        let model: SignModel
        /// Where it was signed, or what was signed in its place; `nil` where neither was.
        var frames: Range<Int>?
        /// The distance of that stretch to the sign over its threshold.
        var distance = Double.infinity
        /// The gloss of what was signed in its place.
        var seen: String?

        var status: Feedback.SignStatus {
            if seen != nil { return .swapped }
            return frames == nil ? .missing : .ok
        }
    }

    /// A sign of the library with its place.
    struct Spot {
        let model: SignModel
        let frames: Range<Int>
        let distance: Double
    }

    private let attempt: PreparedTake
    /// One a sign of the sentence.
    private(set) var parts: [Part]
    /// What was signed besides, by time.
    private(set) var added: [Spot] = []
    /// The attempt's seconds over the references': what is usual in this sentence.
    private(set) var pace = 1.0

    /// Segments an attempt. One matrix product a take of the sentence and one for the library.
    init(
        _ attempt: PreparedTake, sentence: [SignModel], library: [SignModel]
    ) throws(ScoringError) {
        self.attempt = attempt
        parts = sentence.map { Part(model: $0) }
        try place(among: library)
        try explain(try spots(library))
    }

    /// Places the signs of the sentence. What is least like its sign, and too unlike to be an attempt at it, is taken out, and
    /// the others are placed again without it.
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
            // One at a time: what is in the wrong place pushes others out of theirs.
            guard let unlike = try mostUnlike(present, library) else { break }
            parts[unlike].frames = nil
            present.removeAll { $0 == unlike }
        }
    }

    /// The farthest from its sign of those that are no attempts at theirs.
    private func mostUnlike(_ places: [Int], _ library: [SignModel]) throws(ScoringError) -> Int? {
        // The farthest first, since each may cost an alignment a take of the library.
        for place in places.sorted(by: { (parts[$1].distance, $0) < (parts[$0].distance, $1) }) {
            if let frames = parts[place].frames, try isUnlike(parts[place], frames, library) { return place }
        }
        return nil
    }

    /// Whether a stretch is no attempt at its sign: where it is like nothing, or does not pass and is nearer to another
    /// sign. What is made badly is still nearest to what it is meant to be. One alignment a take of the library, or none.
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

    /// Every sign of the library that passes somewhere.
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

    /// Finds what was signed in the place of a sign, and what was signed besides.
    private mutating func explain(_ spots: [Spot]) throws(ScoringError) {
        for place in parts.indices {
            guard let frames = parts[place].frames else { continue }
            let own = parts[place].distance
            let other = spots.filter {
                $0.model.sign.gloss != parts[place].model.sign.gloss && isSame($0.frames, frames)
            }
            .min { $0.distance < $1.distance }
            guard let other, other.distance < own, own > SequenceConstants.unmistakable else { continue }
            // Where the sign passes, another one has to be much nearer.
            if own > SequenceConstants.believed || other.distance < SequenceConstants.muchNearer * own {
                swap(place, other)
            }
        }
        let taken = parts.compactMap(\.frames)
        let free = spots.filter { spot in
            !taken.contains { Self.overlap(spot.frames, $0) > SequenceConstants.tolerated }
        }
        var rest = free
        // Where something stands in the gap of a missing sign, it stands for it.
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

    /// A stretch without its way in and out, as its references are cut.
    private func stroke(_ frames: Range<Int>) -> Range<Int> {
        let stroke = attempt.clip.trimmed(to: frames).stroke
        return frames.lowerBound + stroke.lowerBound..<frames.lowerBound + stroke.upperBound
    }

    /// A segment from the pause to the pause between which it is the sign: as ``stroke(_:)`` has it, unless at another pause
    /// the hands are much more like the sign's first or last posture. Where the segment holds the end of the sign before,
    /// the first pause is that one's.
    private func stroke(
        _ segment: SequenceAlignment.Segment, _ costs: CostMatrix, _ pauses: [Bool]
    ) -> Range<Int> {
        let usual = stroke(segment.frames)
        let reach = Int(SequenceConstants.wayShare * Double(segment.frames.count))
        var (first, last) = (usual.lowerBound, usual.upperBound - 1)
        // Smoothing and differences over two frames put a pause one frame into the posture.
        for frame in segment.frames.prefix(reach) where pauses[frame] {
            Self.move(&first, to: Swift.max(frame - 1, 0), costs, state: 0)
        }
        for frame in segment.frames.suffix(reach).reversed() where pauses[frame] {
            Self.move(&last, to: Swift.min(frame + 1, costs.rows - 1), costs, state: costs.columns - 1)
        }
        return last + 1 - first >= SigningClip.minimumFrames ? first..<last + 1 : usual
    }

    /// Moves a bound where that is much more like a posture of the sign.
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

    /// The share of the shorter range that the other one covers.
    private static func overlap(_ a: Range<Int>, _ b: Range<Int>) -> Double {
        let shorter = Swift.min(a.count, b.count)
        return shorter > 0 ? Double(a.clamped(to: b).count) / Double(shorter) : 0
    }

    private static func middle(_ frames: Range<Int>) -> Int { (frames.lowerBound + frames.upperBound) / 2 }

    private static func median(_ values: [Double]) -> Double {
        values.isEmpty ? 1 : values.sorted()[values.count / 2]
    }
}
