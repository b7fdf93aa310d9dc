import Alignment
import TestSupport
import Testing

@Suite("Squared distances along a path")
struct PathSquaresTests {
    @Test("every kernel gives the bits of one feature after the other", arguments: 0..<60)
    func exact(seed: UInt64) throws {
        var generator = SplitMix64(seed: 8000 + seed)
        let layout = FeatureLayout.random(using: &generator)
        let missing = seed % 3 == 0 ? 0 : 0.3
        let (attempt, take) = (
            FeatureSequence.random(
                layout, frames: Int.random(in: 1...40, using: &generator), missing: missing, using: &generator
            ),
            FeatureSequence.random(
                layout, frames: Int.random(in: 1...40, using: &generator), missing: missing, using: &generator
            )
        )
        let path = try WarpingPath(aligning: attempt, with: take)
        let columns = Int.random(in: 1...3, using: &generator)
        let factor = Float.random(in: 0.5...2, using: &generator)
        let parts = layout.groups.indices.map { group in
            PathSquares.Part(
                column: group % columns, factor: group == 0 ? factor : 1, mismatch: Float(group) + 0.5)
        }
        let wanted = path.steps.map { step in
            var sums = [Float](repeating: 0, count: columns)
            for group in layout.groups.indices {
                sums[group % columns] += Self.square(
                    attempt, take, step, group, factor: group == 0 ? factor : 1, mismatch: Float(group) + 0.5)
            }
            return sums
        }
        for kernel in WarpingKernel.allCases where kernel.runs {
            var squares = PathSquares(along: path, columns: columns)
            squares.add(attempt, take, along: path, parts, kernel: kernel)
            for (step, sums) in wanted.enumerated() {
                #expect((0..<columns).map { squares[step, $0] } == sums, "\(kernel.name), step \(step)")
            }
        }
    }

    private static func square(
        _ attempt: FeatureSequence, _ take: FeatureSequence, _ step: WarpingPath.Step, _ group: Int,
        factor: Float,
        mismatch: Float
    ) -> Float {
        let isSeen = attempt.isSeen(group, frame: step.attempt)
        let isSeenInTake = take.isSeen(group, frame: step.reference)
        guard isSeen && isSeenInTake else { return isSeen || isSeenInTake ? mismatch : 0 }
        let width = attempt.layout.dimension
        return attempt.layout.ranges[group].reduce(0) { sum, feature in
            let difference =
                factor * attempt.values[step.attempt * width + feature]
                - take.values[step.reference * width + feature]
            return sum + difference * difference
        }
    }

    @Test func equalTakesAreExactlyAlike() throws {
        var generator = SplitMix64(seed: 1)
        let layout = FeatureLayout.random(using: &generator)
        let take = FeatureSequence.random(layout, frames: 30, using: &generator)
        let path = try WarpingPath(aligning: take, with: take)
        var squares = PathSquares(along: path, columns: 1)
        squares.add(
            take, take, along: path,
            layout.groups.map { PathSquares.Part(column: 0, factor: 1, mismatch: $0.mismatchCost) })
        #expect(path.steps.indices.allSatisfy { squares[$0, 0] == 0 })
    }
}
