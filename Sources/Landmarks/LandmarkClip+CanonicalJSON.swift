extension LandmarkClip {
    /// The clip as an attempt object in UTF-8, one frame per line.
    ///
    /// A ``LandmarkReader`` reads back the same values to the bit, presence, timestamps, facts and layout;
    /// warnings are not written. Numbers are the shortest decimals that round back. An absent hand is `[]`,
    /// any other absent part is left out, and a missing landmark of a present part is `null`. A coordinate
    /// that is not finite, which no reader accepts, is written as a missing landmark. O(frames × landmarks).
    public func canonicalJSON() -> [UInt8] {
        var json: [UInt8] = []
        json.reserveCapacity(256 + frameCount * layout.landmarkCount * 48)
        json.append("{\"format\":\"mediapipe-holistic\",\"version\":1")
        appendFacts(to: &json)
        appendParts(to: &json)
        json.append(",\"frames\":[\n")
        for frame in 0..<frameCount {
            appendFrame(frame, to: &json)
            json.append(frame + 1 < frameCount ? ",\n" : "\n")
        }
        json.append("]}\n")
        return json
    }

    private func appendFacts(to json: inout [UInt8]) {
        if let fps = facts.fps { json.append(",\"fps\":\(fps)") }
        if let width = facts.width { json.append(",\"width\":\(width)") }
        if let height = facts.height { json.append(",\"height\":\(height)") }
        if let mirrored = facts.mirrored { json.append(",\"mirrored\":\(mirrored)") }
        if let hand = facts.dominantHand { json.append(",\"dominant_hand\":\"\(hand.rawValue)\"") }
    }

    /// Writes the layout where the frames alone do not determine it: some part is absent in all of them.
    private func appendParts(to json: inout [UInt8]) {
        let shown = layout.parts.filter { part in (0..<frameCount).contains { isPresent(part, frame: $0) } }
        let implied = shown.isEmpty ? [.pose, .leftHand, .rightHand] : shown
        guard implied != layout.parts else { return }
        let counts = layout.parts.map { "\"\($0.canonicalKey)\":\(layout.count(of: $0))" }
        json.append(",\"parts\":{\(counts.joined(separator: ","))}")
    }

    private func appendFrame(_ frame: Int, to json: inout [UInt8]) {
        json.append("{")
        var separator = ""
        if let timestamps {
            json.append("\"t\":\(timestamps[frame])")
            separator = ","
        }
        for part in LandmarkPart.allCases {
            let range = layout.range(of: part)
            let isShown = range != nil && isPresent(part, frame: frame)
            // Hands are always named: every frame needs a known key.
            guard isShown || part == .leftHand || part == .rightHand else { continue }
            json.append("\(separator)\"\(part.canonicalKey)\":[")
            separator = ","
            if isShown, let range {
                for landmark in range {
                    if landmark > range.lowerBound { json.append(UInt8(ascii: ",")) }
                    appendLandmark(frame * layout.landmarkCount + landmark, to: &json)
                }
            }
            json.append("]")
        }
        json.append("}")
    }

    private func appendLandmark(_ landmark: Int, to json: inout [UInt8]) {
        let start = landmark * Self.stride
        let (x, y, z) = (values[start], values[start + 1], values[start + 2])
        guard flags[landmark].contains(.present), x.isFinite, y.isFinite, z.isFinite else {
            json.append("null")
            return
        }
        json.append("{\"x\":\(x),\"y\":\(y),\"z\":\(z)")
        let visibility = values[start + 3]
        if flags[landmark].contains(.hasVisibility), visibility.isFinite {
            json.append(",\"visibility\":\(visibility)")
        }
        json.append("}")
    }
}

extension LandmarkPart {
    /// The part's key in canonical JSON, from MediaPipe's JavaScript Holistic.
    fileprivate var canonicalKey: String {
        switch self {
        case .pose: "poseLandmarks"
        case .face: "faceLandmarks"
        case .leftHand: "leftHandLandmarks"
        case .rightHand: "rightHandLandmarks"
        case .poseWorld: "poseWorldLandmarks"
        case .leftHandWorld: "leftHandWorldLandmarks"
        case .rightHandWorld: "rightHandWorldLandmarks"
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ text: String) { append(contentsOf: text.utf8) }
}
