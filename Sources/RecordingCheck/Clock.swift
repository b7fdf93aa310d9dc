import Landmarks

/// Rejects times and rates that no camera has.
enum Clock {
    /// The accepted frames per second, with a margin on both sides: time lapses below, high-speed film above.
    private static let rates = 1.0...300.0

    static func check(_ draft: inout RecordingDraft) {
        if let times = draft.timestamps, let first = times.first, let last = times.last, times.count > 1 {
            let rate = Double(times.count - 1) / (last - first)
            if !(last > first) {
                draft.timestamps = nil
                draft.note(
                    .clockDisbelieved,
                    "The clock of the frames stands still: their times are taken as not stated.")
            } else if rate > rates.upperBound {
                draft.timestamps = nil
                draft.note(
                    .clockDisbelieved,
                    "The frames' times give \(words(rate)) frames a second, which no camera has: taken as not stated."
                )
            }
        }
        if let rate = draft.facts.fps, !rates.contains(rate) {
            draft.facts.fps = nil
            if draft.timestamps == nil {
                draft.note(
                    .rateDisbelieved,
                    "No camera has a rate of \(words(rate)) frames a second: taken as not stated.")
            }
        }
        if draft.timestamps == nil, draft.facts.fps == nil {
            draft.note(
                .rateAssumed,
                "The frame rate is not stated; \(Int(LandmarkClip.assumedFPS)) a second is assumed.")
        }
    }

    private static func words(_ rate: Double) -> String {
        guard rate.isFinite, abs(rate) < 1e9 else { return "\(rate)" }
        return rate == rate.rounded() ? "\(Int(rate))" : "\((rate * 100).rounded() / 100)"
    }
}
