import Alignment
import SigningSpace

/// Spots the signs of a library in successive frames of a recording.
///
/// All takes of all signs compete in one ``StreamDecoder``. Its results are candidates, which are then
/// compared with their signs as words are. O(states of the library) per frame.
struct SignSpotter: Sendable {
    /// A sign that was found and not yet compared.
    struct Candidate: Sendable, Hashable {
        /// The index of the sign in the library.
        var model: Int
        /// Frames, counted from the spotter's first.
        var frames: Range<Int>
    }

    private let models: [SignModel]
    private let states: FeatureSequence?
    /// The sign and the columns of each template.
    private let templates: [(model: Int, columns: Range<Int>)]
    private var decoder: StreamDecoder

    init(_ models: [SignModel]) {
        self.models = models
        var templates: [(model: Int, columns: Range<Int>)] = []
        var all: [FeatureSequence] = []
        var column = 0
        for (place, model) in models.enumerated() {
            for template in model.templates {
                templates.append((place, column..<column + template.frameCount))
                column += template.frameCount
                all.append(template)
            }
        }
        self.templates = templates
        states = all.first.map { first in
            FeatureSequence(
                layout: first.layout, frameCount: column, values: all.flatMap(\.values),
                seen: all.flatMap(\.seen))
        }
        decoder = StreamDecoder(
            states: templates.map(\.columns.count),
            limits: .init(
                entry: SequenceConstants.entry, beam: SequenceConstants.beam,
                frames: Int(SequenceConstants.longestSign * SigningClip.frameRate)))
    }

    /// Processes some frames of a take and returns the candidates that became certain. One matrix product.
    mutating func advance(
        _ take: PreparedTake, _ frames: Range<Int>
    ) throws(AlignmentError) -> [Candidate] {
        guard let states, !frames.isEmpty else { return [] }
        let matrix = try CostMatrix(attempt: take.features.aligned.picking(frames), reference: states)
        let filler = SignModel.filler(take, SequenceConstants.spottingFiller, for: models)[frames]
        var calibrated = matrix.values
        for row in 0..<matrix.rows {
            for template in templates {
                let model = models[template.model]
                for column in template.columns {
                    let cell = row * matrix.columns + column
                    calibrated[cell] = model.calibrated(calibrated[cell])
                }
            }
            decoder.advance(
                calibrated[row * matrix.columns..<(row + 1) * matrix.columns],
                filler: filler[filler.startIndex + row])
        }
        return candidates(decoder.settle())
    }

    /// Processes frames in which nobody was seen.
    mutating func advanceUnseen(_ count: Int) -> [Candidate] {
        guard let states else { return [] }
        let row = [Float](repeating: .infinity, count: states.frameCount)
        for _ in 0..<count { decoder.advance(row, filler: SequenceConstants.spottingFiller) }
        return candidates(decoder.settle())
    }

    /// Returns the candidates that were undecided at the end of the recording.
    mutating func finish() -> [Candidate] { candidates(decoder.finish()) }

    private func candidates(_ occurrences: [StreamDecoder.Occurrence]) -> [Candidate] {
        occurrences.map { Candidate(model: templates[$0.template].model, frames: $0.frames) }
    }
}
