import SigningSpace

/// Counts movements to and fro along their main direction.
enum Swings {
    /// The least reversal that counts, as a share of the root mean square distance from the mean: noise
    /// reverses too.
    private static let share: Float = 1.5

    /// The number of swings between turning points, along the direction of largest variance; 0 if the places
    /// differ by less than `least`. O(places).
    ///
    /// - Parameter least: the least reversal that counts, in the places' unit.
    static func count(_ places: [SIMD2<Float>], least: Float) -> Int {
        guard places.count >= 4 else { return 0 }
        let middle = places.mean
        var (xx, xy, yy) = (Float(0), Float(0), Float(0))
        for place in places {
            let way = place - middle
            xx += way.x * way.x
            xy += way.x * way.y
            yy += way.y * way.y
        }
        // The eigenvector of the larger eigenvalue of the covariance.
        let half = (xx - yy) / 2
        let root = (half * half + xy * xy).squareRoot()
        var axis = half >= 0 ? SIMD2(half + root, xy) : SIMD2(xy, root - half)
        let length = axis.length
        guard length > 0 else { return 0 }
        axis /= length
        let back = max(least, share * ((xx + yy) / Float(places.count)).squareRoot())
        var runs = 0
        var (low, high) = (Float.infinity, -Float.infinity)
        var direction: Float = 0
        for place in places {
            let along = ((place - middle) * axis).sum()
            if direction >= 0 {
                high = max(high, along)
                if high - along >= back { (direction, low, runs) = (-1, along, runs + 1) }
            }
            if direction <= 0 {
                low = min(low, along)
                if along - low >= back { (direction, high, runs) = (1, along, runs + 1) }
            }
        }
        return runs
    }
}
