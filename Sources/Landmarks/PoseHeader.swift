/// The header of a `.pose` file: image size and components, with every length checked against the bytes
/// present.
struct PoseHeader {
    let version: PoseVersion
    /// Image size in pixels, at least 1.
    let width: Int
    let height: Int
    let components: [PoseComponent]
    /// Points of all components together.
    let pointCount: Int
    /// Floats per person in version 0.0.
    let floatsPerPerson: Int
    /// Coordinates per point in the planar body: those of the longest format. All components share this
    /// number.
    let dimensions: Int
    /// The byte offset of the body.
    let end: Int

    init(_ bytes: RawSpan) throws(LandmarkError) {
        var cursor = ByteCursor(over: bytes)
        let start = try cursor.take(12, "the header")
        guard let version = PoseVersion(stated: bytes.float32(at: start)) else {
            throw LandmarkError(
                "version \(bytes.float32(at: start)) of .pose is not known: 0.0, 0.1 and 0.2 are",
                at: .byte(start), remedy: "write it as version 0.2")
        }
        self.version = version
        width = Int(bytes.uint16(at: start + 4))
        height = Int(bytes.uint16(at: start + 6))
        guard width > 0, height > 0 else {
            throw LandmarkError(
                "the image is \(width) × \(height) pixels", at: .byte(start + 4),
                remedy: "write the file with the video's width and height")
        }
        var components: [PoseComponent] = []
        var firstPoint = 0
        var firstFloat = 0
        var longestFormat = 1
        for index in 0..<Int(bytes.uint16(at: start + 10)) {
            let component = try Self.component(
                index, firstPoint: firstPoint, firstFloat: firstFloat, of: bytes, at: &cursor)
            firstPoint += component.pointNames.count
            firstFloat += component.pointNames.count * component.formatLength
            longestFormat = max(longestFormat, component.formatLength)
            components.append(component)
        }
        guard firstPoint > 0 else {
            throw LandmarkError(
                "the header names no points", at: .byte(start + 10), remedy: "export the file again")
        }
        self.components = components
        pointCount = firstPoint
        floatsPerPerson = firstFloat
        dimensions = longestFormat - 1
        end = cursor.offset
    }

    private static func component(
        _ index: Int, firstPoint: Int, firstFloat: Int, of bytes: RawSpan, at cursor: inout ByteCursor
    ) throws(LandmarkError) -> PoseComponent {
        let name = try string("the name of component \(index)", of: bytes, at: &cursor)
        let format = try string("the format of component \(index)", of: bytes, at: &cursor)
        let counts = try cursor.take(6, "the counts of component \(index)")
        let pointCount = Int(bytes.uint16(at: counts))
        var pointNames: [Range<Int>] = []
        // A name takes at least two bytes: reserve no more than the remaining bytes can hold.
        pointNames.reserveCapacity(min(pointCount, cursor.left / 2))
        for _ in 0..<pointCount {
            pointNames.append(
                try string("the point names of component \(index)", of: bytes, at: &cursor))
        }
        _ = try cursor.take(Int(bytes.uint16(at: counts + 2)) * 4, "the limbs of component \(index)")
        _ = try cursor.take(Int(bytes.uint16(at: counts + 4)) * 6, "the colours of component \(index)")

        let part = LandmarkPart.allCases.first { bytes.holds(PoseCatalogue.componentName(of: $0), in: name) }
        let isExact = bytes.holds(PoseExact.componentName, in: name)
        let depth = ["XYZC", "XYZKC"].contains { bytes.holds($0, in: format) }
        // A skipped component may have any format; only its length matters, and must be certain.
        let known = depth || bytes.holds("XYC", in: format)
        let ascii = format.allSatisfy { bytes.byte(at: $0) < 0x80 }
        guard known || (part == nil && !isExact && ascii && !format.isEmpty) else {
            throw LandmarkError(
                "component \(bytes.quotation(of: name)) has the point format \(bytes.quotation(of: format)): "
                    + "XYC, XYZC and XYZKC are known",
                at: .byte(format.lowerBound), remedy: "export the landmarks as XYZC")
        }
        return PoseComponent(
            name: name, part: part, isExact: isExact, formatLength: format.count, hasDepth: depth,
            pointNames: pointNames, firstPoint: firstPoint, firstFloat: firstFloat)
    }

    private static func string(
        _ what: @autoclosure () -> String, of bytes: RawSpan, at cursor: inout ByteCursor
    ) throws(LandmarkError) -> Range<Int> {
        let length = Int(bytes.uint16(at: try cursor.take(2, what())))
        let start = try cursor.take(length, what())
        return start..<start + length
    }
}
