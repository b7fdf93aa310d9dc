import Landmarks
import Wording

/// Rejects times and rates that no camera has.
enum Clock {
    /// The accepted frames per second, with a margin on both sides: time lapses below, high-speed film above.
    private static let rates = 1.0...300.0

    static func check(_ draft: inout RecordingDraft) {
        if let times = draft.timestamps, let first = times.first, let last = times.last, times.count > 1 {
            let rate = Double(times.count - 1) / (last - first)
            if !(last > first) {
                draft.timestamps = nil
                draft.note(.clockDisbelieved, Message(.clockStandsStill))
            } else if rate > rates.upperBound {
                draft.timestamps = nil
                draft.note(.clockDisbelieved, ["rate": .number(rounded(rate))])
            }
        }
        if let rate = draft.facts.fps, !rates.contains(rate) {
            draft.facts.fps = nil
            if draft.timestamps == nil {
                draft.note(.rateDisbelieved, ["rate": .number(rounded(rate))])
            }
        }
        if draft.timestamps == nil, draft.facts.fps == nil {
            draft.note(.rateAssumed, ["rate": .number(LandmarkClip.assumedFPS)])
        }
    }

    private static func rounded(_ rate: Double) -> Double { (rate * 100).rounded() / 100 }
}
