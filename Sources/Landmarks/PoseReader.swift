import Wording

/// Reads `.pose` files, versions 0.0, 0.1 and 0.2, as the pose-format library defines them.
///
/// Components are found by name, their points by MediaPipe's names; other components are skipped. x and y are
/// divided by the header's width and height, or by the caller's where they are pixels of that size, and
/// rounded once; z is unchanged. A confidence of 0 is a missing landmark. In the pose the confidence is the
/// visibility. Elsewhere pose-format writes 1 for an unknown visibility, so 1 means not stated there. A file
/// written by ``LandmarkClip/poseFile()`` is restored to the bit.
public enum PoseReader {
    /// The highest accepted frame rate, in frames per second.
    static let largestRate: Float = 1000
    /// World coordinates beyond this size are not metres around a body: pose-format multiplies them by the
    /// image's width and height. No person is 10 m wide, and in an image of a hundred pixels no body is
    /// narrower than 10.
    private static let largestWorldCoordinate: Float = 10
    /// The most bytes of a clip: `expansion` times the file's bytes, and `grace` more. Otherwise headers with
    /// few points, or frames without people, would allocate memory for which no data exists.
    private static let expansion = 64
    private static let grace = 16 << 20

    /// Whether the bytes begin like a `.pose` file, which has no magic number: a known version, and a first
    /// component whose name and format are short printable text. O(1).
    public static func recognises(_ bytes: RawSpan) -> Bool {
        guard bytes.byteCount >= 14, PoseVersion(stated: bytes.float32(at: 0)) != nil,
            (1...1024).contains(bytes.uint16(at: 10))
        else { return false }
        var offset = 12
        for longest in [256, 16] {
            // A file cut short inside its first names is recognised too, so that the error names the format.
            guard bytes.byteCount - offset >= 2 else { return true }
            let length = Int(bytes.uint16(at: offset))
            guard (1...longest).contains(length) else { return false }
            let name = offset + 2..<min(offset + 2 + length, bytes.byteCount)
            guard name.allSatisfy({ bytes.byte(at: $0) >= 0x20 && bytes.byte(at: $0) != 0x7F }) else {
                return false
            }
            offset += 2 + length
        }
        return true
    }

    /// Reads a whole file, or `parts` of it. O(bytes); allocates the clip only after its bytes were found
    /// present.
    ///
    /// - Parameter stated: the image size from the caller. A writer without one multiplied the fractions by
    ///   the size in the header, or kept its pixels. Of the two sizes the reader takes the one in which the
    ///   signer is in the middle and the hands are inside.
    /// - Throws: an error with a byte offset, and the frame where there is one: a file that is cut short or
    ///   too long, an unknown version or point name, no frames, people or parts, a coordinate that is
    ///   infinite or beyond the limit, or a `SIGNIFY_EXACT` component that does not fit.
    public static func read(
        _ bytes: RawSpan, parts: Set<LandmarkPart> = Set(LandmarkPart.allCases),
        size stated: (width: Int, height: Int)? = nil
    ) throws(LandmarkError) -> LandmarkClip {
        let header = try PoseHeader(bytes)
        var body = try PoseBody(bytes, after: header)
        var warnings: [RecordingWarning] = []
        var placements = try place(header, of: bytes, warnings: &warnings)
        if body.peopleCount > 1 {
            let (person, byHands) = PosePeople(body, placements).chosen(bytes)
            body.person = person
            warnings.append(
                RecordingWarning(
                    .severalPeople,
                    [
                        "people": .number(Double(body.peopleCount)), "person": .number(Double(person + 1)),
                        "kept": byHands ? "hands" : "largest",
                    ]))
        }
        // Parts that are not read also help to choose the person and the size.
        let allPlacements = placements
        if !header.components.contains(where: \.isExact),
            placements.contains(where: { parts.contains($0.part) })
        {
            placements.removeAll { !parts.contains($0.part) }
        }
        let face = placements.first { $0.part == .face }
        let layout = LandmarkLayout(
            parts: placements.map(\.part), faceCount: face?.landmarkCount ?? 0)

        var exact: PoseExactReader?
        if let component = header.components.first(where: \.isExact) {
            guard placements.allSatisfy(\.isWhole) else {
                throw PoseExactReader.damage(
                    "stands beside reduced components", at: component.name.lowerBound)
            }
            exact = try PoseExactReader(component, of: bytes, header: header, body: body, layout: layout)
        } else if placements.isEmpty {
            let names = header.components.prefix(8).map { bytes.quotation(of: $0.name) }
            throw LandmarkError(
                "none of the components is one of MediaPipe Holistic's: \(names.joined(separator: ", "))",
                at: .byte(10), remedy: "estimate the pose with MediaPipe Holistic")
        }
        let slots = body.frameCount * layout.landmarkCount
        guard slots * (LandmarkClip.stride * 4 + 1) <= bytes.byteCount * expansion + grace else {
            throw LandmarkError(
                "\(bytes.byteCount) bytes hold \(body.frameCount) frames of \(layout.landmarkCount) landmarks, "
                    + "almost all of them missing",
                remedy: "cut the file to the frames that hold a person")
        }

        // With exact codes, a quotient may lie one step beyond a coordinate at the limit.
        let limit = exact == nil ? LandmarkClip.coordinateLimit : LandmarkClip.coordinateLimit.nextUp
        let conversion = PoseConversion(body, layout: layout, limit: limit)
        var size = (Float(header.width), Float(header.height))
        if exact == nil, let stated,
            isOf(stated, not: (header.width, header.height), PosePeople(body, allPlacements), bytes)
        {
            size = (Float(stated.width), Float(stated.height))
        }
        let planes = PosePlanes(body, layout: layout, placements: placements)
        if let exact {
            let (values, flags, timestamps) =
                if let restored = planes?.restored(bytes, by: exact, size: size) {
                    restored
                } else {
                    try restored(bytes, by: exact, conversion, placements, size: size, at: header.end)
                }
            guard body.fps.bitPattern == PoseExact.headerRate(exact.facts, timestamps: timestamps).bitPattern
            else { throw PoseExactReader.damage("states another frame rate than the body", at: header.end) }
            return LandmarkClip(
                layout: layout, facts: exact.facts, frameCount: body.frameCount, timestamps: timestamps,
                values: values, flags: flags
            ).keeping(parts)
        }
        var sizes: [(Float, Float)] = []
        for placement in placements {
            let isScaled =
                !placement.part.isWorld
                || conversion.exceeds(largestWorldCoordinate, placement, of: bytes)
            if isScaled, placement.part.isWorld {
                let name = bytes.quotation(of: placement.component.name)
                warnings.append(RecordingWarning(.inPixels, ["component": .text(name)]))
            }
            sizes.append(isScaled ? size : (1, 1))
        }
        let (values, flags) =
            if let converted = planes?.converted(bytes, sizes: sizes) {
                converted
            } else {
                try conversion.converted(placements, of: bytes, sizes: sizes, warnings: &warnings)
            }
        let rateIsSane = body.fps > 0 && body.fps <= largestRate
        if !rateIsSane {
            warnings.append(RecordingWarning(.rateDisbelieved, ["rate": .number(Double(body.fps))]))
        }
        let facts = SourceFacts(
            fps: rateIsSane ? Double(body.fps) : nil, width: header.width, height: header.height)
        return LandmarkClip(
            layout: layout, facts: facts, frameCount: body.frameCount, timestamps: nil,
            values: values, flags: flags, warnings: warnings
        ).keeping(parts)
    }

    /// Whether the pixels fit an image of the size `stated` better than one of the header's size.
    private static func isOf(
        _ stated: (width: Int, height: Int), not header: (width: Int, height: Int), _ people: PosePeople,
        _ bytes: RawSpan
    ) -> Bool {
        stated != header && people.misfit(of: stated, bytes) < people.misfit(of: header, bytes)
    }

    /// The slow equivalent of ``PosePlanes/restored(_:by:size:)``, which reports faults.
    private static func restored(
        _ bytes: RawSpan, by exact: PoseExactReader, _ conversion: PoseConversion,
        _ placements: [PosePlacement],
        size: (Float, Float), at end: Int
    ) throws(LandmarkError) -> (values: [Float], flags: [LandmarkFlags], timestamps: [Double]?) {
        var unreadable: [RecordingWarning] = []
        var (values, flags) = try conversion.converted(
            placements, of: bytes, sizes: placements.map { _ in size }, warnings: &unreadable)
        guard unreadable.isEmpty else {
            throw PoseExactReader.damage("stands beside coordinates that are not numbers", at: end)
        }
        let timestamps = try exact.restore(&values, &flags, from: bytes)
        return (values, flags, timestamps)
    }

    /// The components to read, in the layout's order.
    static func place(
        _ header: PoseHeader, of bytes: RawSpan, warnings: inout [RecordingWarning]
    ) throws(LandmarkError) -> [PosePlacement] {
        var placements: [PosePlacement] = []
        for component in header.components {
            guard let part = component.part else { continue }
            guard !placements.contains(where: { $0.part == part }) else {
                throw LandmarkError(
                    "component \(bytes.quotation(of: component.name)) comes twice",
                    at: .byte(component.name.lowerBound), remedy: "export the file again")
            }
            if component.pointNames.isEmpty { continue }
            do {
                let placement = try PosePlacement(component, part: part, of: bytes)
                if !placement.isWhole, placement.landmarks.count < placement.landmarkCount {
                    warnings.append(
                        RecordingWarning(
                            .landmarksMissing,
                            [
                                "component": .text(bytes.quotation(of: component.name)),
                                "seen": .number(Double(placement.landmarks.count)),
                                "whole": .number(Double(placement.landmarkCount)),
                            ]))
                }
                placements.append(placement)
            } catch {
                // A sign can be scored without the face, but not with unidentified limbs.
                guard part == .face else { throw error }
                warnings.append(RecordingWarning(.faceLeftOut, ["reason": .text(error.what)]))
            }
        }
        return placements.sorted { $0.part.rawValue < $1.part.rawValue }
    }
}
