/// Segments an attempt into a known sequence of models by one dynamic programme over all models. Fillers may
/// stand between and around the models, and models may be left out.
///
/// The one-stage algorithm of Ney (1984, "The use of a one-stage dynamic programming algorithm for connected
/// word recognition"), for a fixed order of models with several templates each. Every attempt frame counts
/// once, whatever the step in the model, so templates of any length compare fairly with each other and with
/// the filler:
///
///     D_km(i, j) = c_km(i, j) + min( D_km(i−1, j), D_km(i−1, j−1), D_km(i−1, j−2) ),   D_km(·, −1) = G_{k−1}
///     F_k(i)     = filler(i) + G_k(i−1)
///     G_k(i)     = min( F_k(i), min_m D_km(i, last), G_{k−1}(i) + skip )
///
/// A model takes from half a frame to any number of frames per state. A template starts at its first state
/// and ends at its last.
public struct SequenceAlignment: Sendable, Hashable {
    /// A model's position in the attempt.
    public struct Segment: Sendable, Hashable {
        /// The best template.
        public var template: Int
        /// Attempt frames.
        public var frames: Range<Int>
        /// The summed cost of the frames.
        public var cost: Float

        public init(template: Int, frames: Range<Int>, cost: Float) {
            self.template = template
            self.frames = frames
            self.cost = cost
        }
    }

    /// One per model; `nil` where it was left out.
    public let segments: [Segment?]
    /// The cost of the whole attempt: segments, fillers and skipped models.
    public let cost: Float

    /// The cheapest segmentation. O(rows · states) time, O(rows · models + states) memory.
    ///
    /// Ties go to the filler, then to the earlier template, then to a skipped model; inside a template to the
    /// same state, then to the next state.
    ///
    /// - Parameters:
    ///   - models: the templates of each model; a template's rows are the attempt's frames, its columns its
    ///     states.
    ///   - filler: the cost of each attempt frame outside every model, ≥ 0.
    ///   - skip: the cost of leaving a model out, ≥ 0.
    /// - Throws: ``AlignmentError/noFrames`` where a template has no rows or no columns, or where its rows
    ///   and the fillers differ in number.
    public init(models: [[CostMatrix]], filler: [Float], skip: Float) throws(AlignmentError) {
        let rows = filler.count
        for template in models.joined() {
            guard template.rows == rows, rows > 0, template.columns > 0 else { throw .noFrames }
        }
        var trellis = Trellis(models: models.count, rows: rows, skip: skip)
        var chains = models.map { $0.map { Chain(states: $0.columns) } }
        for row in 0..<rows {
            for (model, templates) in models.enumerated() {
                let entry = trellis.cost(before: model, row: row - 1)
                for (place, template) in templates.enumerated() {
                    chains[model][place].advance(
                        template.values[row * template.columns..<(row + 1) * template.columns],
                        entry: entry, row: row)
                }
            }
            trellis.close(row: row, filler: filler[row], skip: skip, chains: chains)
        }
        (segments, cost) = trellis.trace(rows: rows)
    }

    /// The running costs of one template's states, and the row and cost at which each path entered.
    private struct Chain {
        var costs: [Float]
        var starts: [Int]
        var entries: [Float]

        init(states: Int) {
            costs = [Float](repeating: .infinity, count: states)
            starts = [Int](repeating: 0, count: states)
            entries = [Float](repeating: 0, count: states)
        }

        /// From the last state down, so that each state reads the previous row.
        mutating func advance(_ row: ArraySlice<Float>, entry: Float, row number: Int) {
            for state in stride(from: costs.count - 1, through: 0, by: -1) {
                var best = costs[state]
                var source = state
                if state > 0, costs[state - 1] < best { (best, source) = (costs[state - 1], state - 1) }
                if state > 1, costs[state - 2] < best { (best, source) = (costs[state - 2], state - 2) }
                if state == 0, entry < best {
                    costs[0] = entry + row[row.startIndex]
                    starts[0] = number
                    entries[0] = entry
                } else {
                    costs[state] = best + row[row.startIndex + state]
                    starts[state] = starts[source]
                    entries[state] = entries[source]
                }
            }
        }
    }

    /// `G` for every row and number of finished models, and the last step to it.
    private struct Trellis {
        private enum Arrival {
            case filler
            case segment(Segment)
            case skip
        }
        private var costs: [Float]
        private var arrivals: [Arrival]
        private let models: Int

        init(models: Int, rows: Int, skip: Float) {
            self.models = models
            // Row −1 comes first: no attempt frame yet, k models left out.
            costs = (0...models).map { Float($0) * skip }
            arrivals = (0...models).map { _ in .skip }
            costs.reserveCapacity((rows + 1) * (models + 1))
            arrivals.reserveCapacity((rows + 1) * (models + 1))
        }

        func cost(before model: Int, row: Int) -> Float { costs[(row + 1) * (models + 1) + model] }

        mutating func close(row: Int, filler: Float, skip: Float, chains: [[Chain]]) {
            for done in 0...models {
                var best = filler + cost(before: done, row: row - 1)
                var arrival = Arrival.filler
                if done > 0 {
                    for (template, chain) in chains[done - 1].enumerated() {
                        let last = chain.costs.count - 1
                        guard chain.costs[last] < best else { continue }
                        best = chain.costs[last]
                        arrival = .segment(
                            Segment(
                                template: template, frames: chain.starts[last]..<row + 1,
                                cost: best - chain.entries[last]))
                    }
                    // The previous model is already closed for this row.
                    let skipped = costs[(row + 1) * (models + 1) + done - 1] + skip
                    if skipped < best { (best, arrival) = (skipped, .skip) }
                }
                costs.append(best)
                arrivals.append(arrival)
            }
        }

        func trace(rows: Int) -> (segments: [Segment?], cost: Float) {
            var segments = [Segment?](repeating: nil, count: models)
            var (done, row) = (models, rows - 1)
            while row >= 0 {
                switch arrivals[(row + 1) * (models + 1) + done] {
                case .filler: row -= 1
                case .skip: done -= 1
                case .segment(let segment):
                    segments[done - 1] = segment
                    done -= 1
                    row = segment.frames.lowerBound - 1
                }
            }
            return (segments, costs[costs.count - 1])
        }
    }
}
