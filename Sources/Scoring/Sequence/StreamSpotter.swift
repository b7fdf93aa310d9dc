import Alignment
import Landmarks
import SigningSpace

/// Spots the signs of a library in a stream of landmarks, live or from a file, with the same result.
///
/// Frames go through the signing space in overlapping windows, then through a ``SubsequenceSpotter`` for every take of
/// every sign; what these find is compared as words are, and where believed signs overlap those that explain most are
/// kept. Work for a frame is O(landmarks + states of the library); memory is bounded by ``SequenceConstants``, however
/// long the stream.
///
/// A sign is given ``SequenceConstants/lookahead`` frames after nothing that overlaps it can be better, usually within a
/// second of its end, and at the latest when a sign that began with it would be too long.
public struct StreamSpotter: Sendable {
    private let models: [SignModel]
    private var buffer: FrameBuffer
    private var spotter: SignSpotter
    /// Frames that the spotter has had.
    private var committed = 0
    private var dominantHand: Handedness?
    /// Believed, and perhaps overlapped by one still to come.
    private var pending: [Spot] = []
    /// The frame before which everything was given.
    private var settled = 0
    private let missing: FeatureSequence?

    fileprivate struct Spot: Sendable {
        var model: Int
        var frames: Range<Int>
        var distance: Double
    }

    /// A spotter of these signs; the glosses differ.
    public init(_ models: [SignModel]) {
        self.models = models
        buffer = FrameBuffer(capacity: SequenceConstants.bufferedFrames)
        spotter = SignSpotter(models)
        missing = models.first?.templates.first.map {
            FeatureSequence(
                layout: $0.layout, frameCount: 1, values: [Float](repeating: 0, count: $0.layout.dimension),
                seen: [Bool](repeating: false, count: $0.layout.groups.count))
        }
    }

    /// Frames of the stream so far, of equal length.
    public var frameCount: Int { buffer.end }

    /// Takes more frames, and gives the signs that became certain, in order of time.
    public mutating func append(_ clip: LandmarkClip) throws(ScoringError) -> [SpottedSign] {
        var signs: [SpottedSign] = []
        for frame in 0..<clip.frameCount {
            if buffer.isInterrupted(by: buffer.time(of: frame, in: clip)) { signs += try finish() }
            buffer.append(frame, of: clip)
            while buffer.end - committed >= SequenceConstants.hop + SequenceConstants.lookahead {
                signs += try advance(by: SequenceConstants.hop)
            }
        }
        return signs
    }

    /// The end of the stream: gives the signs that were waiting. Frames that follow are another recording.
    public mutating func finish() throws(ScoringError) -> [SpottedSign] {
        var signs: [SpottedSign] = []
        while committed < buffer.end {
            signs += try advance(by: Swift.min(SequenceConstants.hop, buffer.end - committed))
        }
        try believe(spotter.finish())
        signs += settle(before: Int.max)
        buffer.restart()
        spotter = SignSpotter(models)
        (committed, settled) = (0, 0)
        return signs
    }

    /// The signs in a recording. As from a stream of its frames, but that the dominant hand, where nobody states it, is
    /// looked for in all of it.
    public static func signs(
        in recording: LandmarkClip, models: [SignModel]
    ) throws(ScoringError) -> [SpottedSign] {
        var recording = recording
        if recording.facts.dominantHand == nil, let clip = try? SigningClip(recording, trimsRest: false) {
            recording.facts.dominantHand = clip.dominantHand
        }
        var spotter = StreamSpotter(models)
        return try spotter.append(recording) + spotter.finish()
    }

    private mutating func advance(by count: Int) throws(ScoringError) -> [SpottedSign] {
        let frames = committed..<committed + count
        if committed % SequenceConstants.handednessFrames == 0 { detectDominantHand() }
        let candidates: [SignSpotter.Candidate]
        do throws(AlignmentError) {
            candidates = try spotter.advance(features(frames))
        } catch {
            throw .alignment(error)
        }
        committed = frames.upperBound
        try believe(candidates)
        return settle(before: spotter.horizon)
    }

    /// The features of frames, measured with what is before and behind them. A window without hands has none.
    private func features(_ frames: Range<Int>) -> FeatureSequence {
        let window = window(around: frames)
        if let take = take(window) {
            return take.features.aligned.picking(frames.map { $0 - window.lowerBound })
        }
        guard let missing else { preconditionFailure("a library without signs has no features") }
        return missing.picking(frames.map { _ in 0 })
    }

    private func window(around frames: Range<Int>) -> Range<Int> {
        Swift.max(buffer.start, frames.lowerBound - SequenceConstants.context)..<Swift.min(
            buffer.end, frames.upperBound + SequenceConstants.lookahead)
    }

    private func take(_ frames: Range<Int>) -> PreparedTake? {
        try? PreparedTake(stretch: buffer.clip(frames, dominantHand: dominantHand))
    }

    private mutating func detectDominantHand() {
        guard buffer.facts.dominantHand == nil else { return }
        let latest = Swift.max(buffer.start, buffer.end - SequenceConstants.bufferedFrames)..<buffer.end
        guard let clip = try? SigningClip(buffer.clip(latest, dominantHand: nil), trimsRest: false) else { return }
        dominantHand = clip.dominantHand
    }

    /// Compares candidates with their signs and keeps those that pass.
    private mutating func believe(_ candidates: [SignSpotter.Candidate]) throws(ScoringError) {
        for candidate in candidates where candidate.frames.lowerBound >= Swift.max(settled, buffer.start) {
            let window = window(around: candidate.frames)
            guard let take = take(window) else { continue }
            let found = take.stretch(
                candidate.frames.lowerBound - window.lowerBound..<candidate.frames.upperBound
                    - window.lowerBound)
            let stroke = found.clip.stroke
            let distance = try models[candidate.model].distance(of: found.stretch(stroke))
            guard distance <= SequenceConstants.believed else { continue }
            let start = candidate.frames.lowerBound
            pending.append(
                Spot(
                    model: candidate.model, frames: start + stroke.lowerBound..<start + stroke.upperBound,
                    distance: distance))
        }
    }

    /// Decides among the signs that nothing can overlap any more: runs of overlapping ones that end by `horizon`.
    private mutating func settle(before horizon: Int) -> [SpottedSign] {
        pending.sort { ($0.frames.lowerBound, $0.frames.upperBound) < ($1.frames.lowerBound, $1.frames.upperBound) }
        var signs: [SpottedSign] = []
        while let first = pending.first {
            var end = first.frames.upperBound
            var count = 1
            while count < pending.count, pending[count].frames.lowerBound < end {
                end = Swift.max(end, pending[count].frames.upperBound)
                count += 1
            }
            let isLong = committed - first.frames.lowerBound > SequenceConstants.bufferedFrames
            guard end <= horizon || isLong else { break }
            let run = Array(pending[..<count])
            pending.removeFirst(count)
            let chosen = IntervalSchedule.best(run.map(\.frames), weights: run.map(\.weight))
            signs += chosen.map { sign(run[$0]) }
            settled = end
        }
        return signs
    }

    private func sign(_ spot: Spot) -> SpottedSign {
        func time(_ frame: Int) -> Double {
            (buffer.origin + Double(frame) / SigningClip.frameRate).rounded(toDecimals: 2)
        }
        return SpottedSign(
            gloss: models[spot.model].sign.gloss, start: time(spot.frames.lowerBound),
            end: time(spot.frames.upperBound - 1), score: ScoreCurve.score(spot.distance),
            distance: spot.distance)
    }
}

extension StreamSpotter.Spot {
    /// How much the sign explains, as in a sentence.
    fileprivate var weight: Double { SequenceConstants.weight(frames: frames.count, distance: distance) }
}
