import CWarping

/// Squared distances along a warping path, in columns: each is a sum over groups of features.
package struct PathSquares: Sendable {
    /// The number of steps.
    private let steps: Int
    /// `[columns][stride]`, of which the first `steps` in each row count.
    private var values: [Float]
    private let stride: Int

    /// How a group's squared distances are measured, and where they are added.
    package struct Part: Sendable {
        let column: Int
        let factor: Float
        let mismatch: Float

        /// - Parameters:
        ///   - factor: multiplies the attempt's features.
        ///   - mismatch: the squared distance where only one side shows the group.
        package init(column: Int, factor: Float, mismatch: Float) {
            (self.column, self.factor, self.mismatch) = (column, factor, mismatch)
        }
    }

    /// Zeros.
    package init(along path: WarpingPath, columns: Int) {
        let margin = Int(WARPING_MARGIN)
        steps = path.steps.count
        stride = (steps + margin - 1) / margin * margin
        values = Array(repeating: 0, count: columns * stride)
    }

    package subscript(step: Int, column: Int) -> Float { values[column * stride + step] }

    /// Adds the squared distances between aligned frames, by direct differences in float32 as
    /// ``FeatureSequence/squaredDistance(frame:to:frame:group:)``: of a group in the order of its features, and the groups
    /// in the order of the layout. O(steps · features).
    ///
    /// - Parameter parts: one for each group of the layout.
    /// - Precondition: both sequences have the same layout and the path's frames; every part's column exists.
    package mutating func add(
        _ attempt: FeatureSequence, _ take: FeatureSequence, along path: WarpingPath, _ parts: [Part],
        kernel: WarpingKernel = .best
    ) {
        let layout = attempt.layout
        precondition(layout == take.layout && parts.count == layout.groups.count)
        precondition(path.steps.count == steps && parts.allSatisfy { $0.column * stride < values.count })
        guard let last = path.steps.last else { return }
        // Neither frame of a path decreases.
        precondition(last.attempt < attempt.frameCount && last.reference < take.frameCount)
        let pairs = path.steps.map {
            warping_step(
                row: Int32(truncatingIfNeeded: $0.attempt), column: Int32(truncatingIfNeeded: $0.reference))
        }
        let factors = zip(layout.groups, parts).flatMap { Array(repeating: $1.factor, count: $0.width) }
        let parts = parts.map { warping_part(column: $0.column, mismatch: $0.mismatch) }
        layout.withWarpingLayout(centre: nil) { layout in
            attempt.withWarpingFrames { rows in
                take.withWarpingFrames { columns in
                    var (rows, columns) = (rows, columns)
                    values.withUnsafeMutableBufferPointer { sums in
                        kernel.functions.pointee.squares(
                            layout, &rows, &columns, pairs, pairs.count, factors, parts, sums.baseAddress,
                            stride)
                    }
                }
            }
        }
    }
}
