import Alignment
import SigningSpace

/// Looks for the signs of a library in the frames of a recording as they come.
///
/// Every take of every sign is a ``SubsequenceSpotter``; what one finds is a candidate that is then compared with the sign
/// as a word is, and believed if it passes. O(states of the library) a frame.
struct SignSpotter: Sendable {
    /// What a spotter found before it was compared.
    struct Candidate: Sendable, Hashable {
        /// The place of the sign in the library.
        var model: Int
        /// Frames since the spotter's first.
        var frames: Range<Int>
    }

    let models: [SignModel]
    private let states: FeatureSequence?
    private let layout: [(model: Int, columns: Range<Int>)]
    private var spotters: [SubsequenceSpotter]

    /// A spotter of these signs.
    init(_ models: [SignModel]) {
        self.models = models
        var layout: [(model: Int, columns: Range<Int>)] = []
        var all: [FeatureSequence] = []
        var column = 0
        for (place, model) in models.enumerated() {
            for template in model.templates {
                layout.append((place, column..<column + template.frameCount))
                column += template.frameCount
                all.append(template)
            }
        }
        self.layout = layout
        states = all.first.map { first in
            FeatureSequence(
                layout: first.layout, frameCount: column, values: all.flatMap(\.values),
                seen: all.flatMap(\.seen))
        }
        let limits = SubsequenceSpotter.Limits(
            filler: SequenceConstants.filler, gain: SequenceConstants.leastGain,
            detour: SequenceConstants.detour, patience: SequenceConstants.patience,
            frames: Int(SequenceConstants.longestSign * SigningClip.frameRate))
        spotters = layout.map { SubsequenceSpotter(states: $0.columns.count, limits: limits) }
    }

    /// The earliest frame that a candidate still to come can start in.
    var horizon: Int { spotters.map(\.horizon).min() ?? 0 }

    /// Takes the next frames and gives the candidates that became certain. One matrix product.
    mutating func advance(_ frames: FeatureSequence) throws(AlignmentError) -> [Candidate] {
        guard let states, frames.frameCount > 0 else { return [] }
        let matrix = try CostMatrix(attempt: frames, reference: states)
        var found: [Candidate] = []
        for row in 0..<matrix.rows {
            let start = row * matrix.columns
            for (place, template) in layout.enumerated() {
                let model = models[template.model]
                let cells = matrix.values[
                    start + template.columns.lowerBound..<start + template.columns.upperBound]
                // Lazily: no array a template and frame.
                if let occurrence = spotters[place].advance(cells.lazy.map(model.calibrated)) {
                    found.append(Candidate(model: template.model, frames: occurrence.frames))
                }
            }
        }
        return found
    }

    /// What was under way when the recording ended.
    mutating func finish() -> [Candidate] {
        var found: [Candidate] = []
        for (place, template) in layout.enumerated() {
            while let occurrence = spotters[place].finish() {
                found.append(Candidate(model: template.model, frames: occurrence.frames))
            }
        }
        return found
    }
}
