/// The facts of a clip, read from the point names of a `SIGNIFY_EXACT` component.
struct PoseExactFacts {
    let facts: SourceFacts
    let timestampsStated: Bool

    /// Reads the names strictly: any name that the writer never writes is an error at its byte.
    init(_ component: PoseComponent, of bytes: RawSpan) throws(LandmarkError) {
        var names = component.pointNames[...]
        func next(_ key: String) throws(LandmarkError) -> String {
            guard let range = names.popFirst() else {
                throw PoseExactReader.damage("has no fact '\(key)'", at: component.name.lowerBound)
            }
            var text: [UInt8] = []
            for offset in range.prefix(64) { text.append(bytes.byte(at: offset)) }
            let name = String(decoding: text, as: UTF8.self)
            guard range.count <= 64, name.hasPrefix(key + "=") else {
                throw PoseExactReader.damage(
                    "has \(bytes.quotation(of: range)) in place of '\(key)'", at: range.lowerBound)
            }
            return String(name.dropFirst(key.utf8.count + 1))
        }
        func parse<Value: CustomStringConvertible>(
            _ key: String, _ value: (String) -> Value?
        ) throws(LandmarkError) -> Value? {
            let place = names.first?.lowerBound ?? component.name.lowerBound
            let text = try next(key)
            if text == PoseExact.unstated { return nil }
            // Only the writer's own form is valid, so that each file has one reading and one writing.
            guard let value = value(text), value.description == text else {
                throw PoseExactReader.damage("has an unreadable '\(key)'", at: place)
            }
            return value
        }
        _ = try parse("exact") { $0 == "1" ? 1 : nil }
        let fps = try parse("fps") { (text: String) -> Double? in
            Double(text).flatMap { $0 > 0 && $0 <= Double(PoseReader.largestRate) ? $0 : nil }
        }
        let size = { (text: String) -> Int? in Int(text).flatMap { (1...0xFFFF).contains($0) ? $0 : nil } }
        let width = try parse("width", size)
        let height = try parse("height", size)
        let mirrored = try parse("mirrored") { Bool($0) }
        let hand = try parse("dominant_hand") { Handedness(rawValue: $0)?.rawValue }
        timestampsStated = try parse("timestamps") { $0 == "stated" ? $0 : nil } != nil
        facts = SourceFacts(
            fps: fps, width: width, height: height, mirrored: mirrored,
            dominantHand: hand.flatMap(Handedness.init(rawValue:)))
        for range in names where !bytes.holds("codes", in: range) {
            throw PoseExactReader.damage(
                "has \(bytes.quotation(of: range)) in place of 'codes'", at: range.lowerBound)
        }
    }
}
