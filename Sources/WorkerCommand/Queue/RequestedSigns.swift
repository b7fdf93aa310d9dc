import Foundation
import Signify

/// The signs that an attempt's `raw_metrics` asks to be compared with, for attempts without a lesson: `{"signs":
/// ["HELLO"]}` beside whatever else it holds.
struct RequestedSigns: Decodable {
    let signs: [String]?

    /// The glosses; none where the document does not say, or is no object.
    static func of(rawMetrics: String?) -> [String] {
        guard let rawMetrics, let said = try? JSONDecoder().decode(Self.self, from: Data(rawMetrics.utf8))
        else {
            return []
        }
        return said.signs ?? []
    }
}
