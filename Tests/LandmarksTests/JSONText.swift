/// Pieces of landmark JSON for tests that write a whole document.
enum JSONText {
    static func points(_ count: Int, x: Double = 0.5) -> String {
        let points = (0..<count).map {
            "{\"x\":\(x),\"y\":\(Double($0) / 64),\"z\":-0.25,\"visibility\":0.5}"
        }
        return "[" + points.joined(separator: ",") + "]"
    }

    static func hand(_ label: String, score: Double = 0.9) -> String {
        "[{\"score\":\(score),\"index\":0,\"categoryName\":\"\(label)\",\"displayName\":\"\(label)\"}]"
    }
}
