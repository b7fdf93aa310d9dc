import Alignment
import Landmarks
import SigningSpace

/// Spots the signs of a library in a stream of landmarks, live or from a file, with the same result.
///
/// Frames pass through the signing space in overlapping windows, then through one ``StreamDecoder`` for all
/// takes of all signs. A sign that it finds is compared as a word, and returned if its identity is accepted.
/// Work per frame is O(landmarks + states of the library). Memory is O(states of the library) and some
/// seconds of landmarks, for a stream of any length.
///
/// A sign is returned when no other interpretation of the stream is left: usually within a second of its end
/// (`signify-laboratory modes` measures it), and at the latest after four times
/// ``SequenceConstants/longestSign``.
public struct StreamSpotter: Sendable {
    private let models: [SignModel]
    private var buffer: FrameBuffer
    private var spotter: SignSpotter
    /// The number of frames that the spotter has processed.
    private var committed = 0
    private var dominantHand: Handedness?

    /// - Parameter models: the signs to spot; each gloss occurs once.
    public init(_ models: [SignModel]) {
        self.models = models
        buffer = FrameBuffer(capacity: SequenceConstants.bufferedFrames)
        spotter = SignSpotter(models)
    }

    /// Processes more frames and returns the signs that became certain, in order of time.
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

    /// Ends the stream and returns the undecided signs. Later frames belong to another recording.
    public mutating func finish() throws(ScoringError) -> [SpottedSign] {
        var signs: [SpottedSign] = []
        while committed < buffer.end {
            signs += try advance(by: Swift.min(SequenceConstants.hop, buffer.end - committed))
        }
        signs += try believed(spotter.finish())
        buffer.restart()
        spotter = SignSpotter(models)
        committed = 0
        return signs
    }

    /// The signs in a recording. The result is the same as from a stream, except that an unstated dominant
    /// hand is detected from the whole recording.
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
        let window = window(around: frames)
        committed = frames.upperBound
        guard let take = take(window) else { return try believed(spotter.advanceUnseen(count)) }
        let candidates: [SignSpotter.Candidate]
        do throws(AlignmentError) {
            candidates = try spotter.advance(
                take, frames.lowerBound - window.lowerBound..<frames.upperBound - window.lowerBound)
        } catch {
            throw .alignment(error)
        }
        return try believed(candidates)
    }

    private func window(around frames: Range<Int>) -> Range<Int> {
        Swift.max(
            buffer.start, frames.lowerBound - SequenceConstants.context)..<Swift.min(
                buffer.end, frames.upperBound + SequenceConstants.lookahead)
    }

    private func take(_ frames: Range<Int>) -> PreparedTake? {
        let recording = buffer.clip(frames, dominantHand: dominantHand)
        return (try? SigningClip(recording, trimsRest: false)).map {
            PreparedTake($0, signer: "", metric: .standard)
        }
    }

    private mutating func detectDominantHand() {
        guard buffer.facts.dominantHand == nil else { return }
        let latest = Swift.max(buffer.start, buffer.end - SequenceConstants.handednessMemory)..<buffer.end
        guard let clip = try? SigningClip(buffer.clip(latest, dominantHand: nil), trimsRest: false) else {
            return
        }
        dominantHand = clip.dominantHand
    }

    /// Compares candidates with their signs and returns the accepted ones.
    private func believed(_ candidates: [SignSpotter.Candidate]) throws(ScoringError) -> [SpottedSign] {
        var signs: [SpottedSign] = []
        for candidate in candidates where candidate.frames.lowerBound >= buffer.start {
            let window = window(around: candidate.frames)
            guard let take = take(window) else { continue }
            let found = take.stretch(
                candidate.frames.lowerBound - window.lowerBound..<candidate.frames.upperBound
                    - window.lowerBound)
            let stroke = found.stroke
            guard !found.clip.trimmed(to: stroke).isAtRest else { continue }
            let model = models[candidate.model]
            let sign = found.stretch(stroke)
            guard try model.distance(of: sign) <= SequenceConstants.believed else { continue }
            let word = try WordScorer().score(sign, against: model.sign)
            signs.append(
                SpottedSign(
                    gloss: model.sign.gloss, start: time(candidate.frames.lowerBound + stroke.lowerBound),
                    end: time(candidate.frames.lowerBound + stroke.upperBound - 1),
                    score: word.score, distance: word.distance,
                    known: time(buffer.end - 1)))
        }
        return signs
    }

    private func time(_ frame: Int) -> Double {
        (buffer.origin + Double(frame) / SigningClip.frameRate).rounded(toDecimals: 2)
    }
}
