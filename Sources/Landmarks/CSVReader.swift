import Wording

/// Reads tables of landmarks as text, in the columns of Kaggle's sign-language contests.
///
/// A row holds one landmark, `frame,row_id,type,landmark_index,x,y,z`, or one frame,
/// `frame,x_face_0,…,z_right_hand_20`. The columns may stand in any order; unknown columns are skipped.
/// `row_id` (`12-left_hand-3`) replaces a missing frame, type or landmark_index. The delimiter is a comma, a
/// semicolon or a tab. A missing number is empty or NaN: a landmark without x or y is missing, and one
/// without z has no depth. Frames are sorted by their numbers. Times stand in a column `t` in seconds, or
/// under the names that JSON has for them.
enum CSVReader {
    /// The longest header read, in bytes: the header of a table with one frame per row has 30,000.
    private static let longestHeader = 1 << 17

    /// Whether the first line is printable text with at least three columns. O(first line).
    static func recognises(_ bytes: RawSpan) -> Bool {
        let header = firstLine(bytes)
        let isText = header.allSatisfy {
            bytes.byte(at: $0) >= 0x20 && bytes.byte(at: $0) != 0x7F || bytes.byte(at: $0) == 9
        }
        return isText && CSVRow.delimiter(bytes, header).count >= 2
    }

    /// Reads a whole table. Linear in its bytes.
    ///
    /// - Throws: an error with a byte: the columns hold no landmarks, a row has another number of columns
    ///   than the header, a landmark does not exist or stands twice, or a field is not a number.
    static func read(_ bytes: RawSpan) throws(LandmarkError) -> LandmarkClip {
        let header = firstLine(bytes)
        let delimiter = CSVRow.delimiter(bytes, header).byte
        var row = CSVRow(delimiter: delimiter)
        try row.split(bytes, header)
        let columns = try CSVColumns(row.fields.map { bytes.text(of: $0) })
        var table = LandmarkTable()
        var offset = min(header.upperBound + 1, bytes.byteCount)
        while offset < bytes.byteCount {
            var end = offset
            while end < bytes.byteCount, bytes.byte(at: end) != 0x0A { end += 1 }
            let line = offset..<(end > offset && bytes.byte(at: end - 1) == 0x0D ? end - 1 : end)
            defer { offset = end + 1 }
            if line.isEmpty { continue }
            try row.split(bytes, line)
            guard row.fields.count == columns.count else {
                throw LandmarkError(
                    "a row has \(row.fields.count) columns, the first line \(columns.count)",
                    at: .byte(offset),
                    remedy: "save the table again")
            }
            try columns.read(row, of: bytes, into: &table)
        }
        return try table.clip(ofBytes: bytes.byteCount)
    }

    private static func firstLine(_ bytes: RawSpan) -> Range<Int> {
        let start = bytes.withUnsafeBytes { JSONShape.startOfText($0) }
        var end = start
        while end < min(bytes.byteCount, longestHeader), bytes.byte(at: end) != 0x0A { end += 1 }
        return start..<(end > start && bytes.byte(at: end - 1) == 0x0D ? end - 1 : end)
    }
}

struct CSVRow {
    let delimiter: UInt8
    private(set) var fields: [Range<Int>] = []

    init(delimiter: UInt8) { self.delimiter = delimiter }

    /// The delimiter of a line, and its number of occurrences in the line.
    static func delimiter(_ bytes: RawSpan, _ line: Range<Int>) -> (byte: UInt8, count: Int) {
        var best: (byte: UInt8, count: Int) = (UInt8(ascii: ","), 0)
        for byte in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")] {
            let count = line.count { bytes.byte(at: $0) == byte }
            if count > best.count { best = (byte, count) }
        }
        return best
    }

    /// Finds the fields of `line`. A quoted field may hold the delimiter, but no line break.
    mutating func split(_ bytes: RawSpan, _ line: Range<Int>) throws(LandmarkError) {
        fields.removeAll(keepingCapacity: true)
        var start = line.lowerBound
        var isQuoted = false
        for place in line {
            let byte = bytes.byte(at: place)
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == delimiter, !isQuoted {
                fields.append(bytes.trimmed(start..<place))
                start = place + 1
            }
        }
        guard !isQuoted else {
            throw LandmarkError("a quoted field has no end", at: .byte(start), remedy: "save the table again")
        }
        fields.append(bytes.trimmed(start..<line.upperBound))
    }
}

/// The roles of a table's columns.
struct CSVColumns {
    private enum Role {
        case passedOver, frame, rowID, type, index, component(Int), sequence
        case seconds, clock(FrameClock.Stated)
        case wide(LandmarkPart, landmark: Int, component: Int)
    }

    private let roles: [Role]
    var count: Int { roles.count }

    /// - Throws: an error that names the columns, where they hold no landmarks.
    init(_ names: [String]) throws(LandmarkError) {
        roles = names.map(Self.role)
        let isWide = roles.contains { if case .wide = $0 { true } else { false } }
        var (hasFrame, hasType, hasIndex, components) = (false, false, false, Set<Int>())
        for role in roles {
            switch role {
            case .frame: hasFrame = true
            case .type: hasType = true
            case .index: hasIndex = true
            case .rowID: (hasFrame, hasType, hasIndex) = (true, true, true)
            case .component(let component): components.insert(component)
            default: break
            }
        }
        let isLong = hasType && hasIndex && components.isSuperset(of: [0, 1])
        guard hasFrame, isWide || isLong else {
            let shown = names.prefix(12).map { String($0.prefix(24)) }.joined(separator: ", ")
            throw LandmarkError(
                "this is CSV, and its columns are \(shown.quoted)",
                remedy:
                    "name them frame, type, landmark_index, x, y, z, as Kaggle's sign-language contests do")
        }
    }

    private static func role(_ name: String) -> Role {
        let name = name.lowercased()
        switch name {
        case "frame", "frame_index", "frame_number": return .frame
        case "row_id": return .rowID
        case "type", "part": return .type
        case "landmark_index", "landmark", "index": return .index
        case "x": return .component(0)
        case "y": return .component(1)
        case "z": return .component(2)
        case "visibility": return .component(3)
        case "sequence_id": return .sequence
        case "t", "time_seconds": return .seconds
        case "timestamp_ms", "timestampms", "time_ms": return .clock(.seconds(1e-3))
        case "timestamp_us", "timestampus", "time_us": return .clock(.seconds(1e-6))
        case "timestamp", "time", "ts": return .clock(.unsaid)
        default: break
        }
        // x_left_hand_3, or left_hand_3_x.
        var words = name.split(whereSeparator: { $0 == "_" || $0 == "-" || $0 == "." })
        guard words.count >= 3 else { return .passedOver }
        let axes: [Substring] = ["x", "y", "z", "visibility"]
        var component = axes.firstIndex(of: words[0])
        if component != nil {
            words.removeFirst()
        } else {
            component = axes.firstIndex(of: words.removeLast())
        }
        guard let component, let last = words.popLast(), let landmark = Int(last),
            let part = part(words.joined(separator: "_"))
        else { return .passedOver }
        return .wide(part, landmark: landmark, component: component)
    }

    private static func part(_ name: String) -> LandmarkPart? {
        switch name {
        case "face": .face
        case "pose": .pose
        case "left_hand", "lefthand": .leftHand
        case "right_hand", "righthand": .rightHand
        default: nil
        }
    }

    /// A landmark of a row.
    private struct Point {
        var part: LandmarkPart?
        var landmark: Int?
        var values: (Float?, Float?, Float?, Float?) = (nil, nil, nil, nil)

        mutating func set(_ component: Int, _ value: Float?) {
            switch component {
            case 0: values.0 = value
            case 1: values.1 = value
            case 2: values.2 = value
            default: values.3 = value
            }
        }
    }

    func read(
        _ row: CSVRow, of bytes: RawSpan, into table: inout LandmarkTable
    ) throws(LandmarkError) {
        var frame: Int?
        var point = Point()
        var isLong = false
        var time: (count: Double?, unit: FrameClock.Stated?) = (nil, nil)
        for (role, field) in zip(roles, row.fields) {
            switch role {
            case .passedOver, .wide: continue
            case .frame: frame = try whole(field, bytes, "frame")
            case .type: point.part = try known(part: bytes.text(of: field).lowercased(), at: field)
            case .index: point.landmark = try whole(field, bytes, "landmark_index")
            case .component(let component):
                isLong = true
                point.set(component, try number(field, bytes, row.delimiter))
            case .rowID: break
            case .sequence: try table.see(sequence: bytes.text(of: field), at: field.lowerBound)
            case .seconds, .clock:
                let unit: FrameClock.Stated? = if case .clock(let unit) = role { unit } else { nil }
                time = (try number(field, bytes, row.delimiter, double: true), unit)
            }
        }
        try fill(&frame, &point, row, bytes)
        guard let frame else { return }
        let place = row.fields[0].lowerBound
        let slot = table.slot(ofFrame: frame)
        table.see(time: time.count, unit: time.unit, slot: slot)
        if isLong {
            guard let part = point.part, let landmark = point.landmark else { return }
            try table.append(part, landmark, slot: slot, point.values, at: place)
            return
        }
        try readWide(row, of: bytes, slot: slot, into: &table)
    }

    /// Fills frame, part and landmark from `row_id` where their columns are missing.
    private func fill(
        _ frame: inout Int?, _ point: inout Point, _ row: CSVRow, _ bytes: RawSpan
    ) throws(LandmarkError) {
        guard let column = roles.firstIndex(where: { if case .rowID = $0 { true } else { false } }),
            frame == nil || point.part == nil || point.landmark == nil
        else { return }
        let field = row.fields[column]
        let words = bytes.text(of: field).split(separator: "-")
        guard words.count == 3, let number = Int(words[0]), let landmark = Int(words[2]) else {
            throw LandmarkError(
                "row_id is \(bytes.quotation(of: field)), not as 12-left_hand-3", at: .byte(field.lowerBound),
                remedy: "correct it, or leave the column out")
        }
        frame = frame ?? number
        point.landmark = point.landmark ?? landmark
        if point.part == nil { point.part = try known(part: words[1].lowercased(), at: field) }
    }

    private func readWide(
        _ row: CSVRow, of bytes: RawSpan, slot: Int, into table: inout LandmarkTable
    ) throws(LandmarkError) {
        var points: [Int: Point] = [:]
        for (role, field) in zip(roles, row.fields) {
            guard case .wide(let part, let landmark, let component) = role else { continue }
            // The face has the most landmarks; `append` refuses a column beyond them.
            let key = part.rawValue << 32 | landmark
            var point = points[key] ?? Point(part: part, landmark: landmark)
            point.set(component, try number(field, bytes, row.delimiter))
            points[key] = point
        }
        for (_, point) in points.sorted(by: { $0.key < $1.key }) {
            guard let part = point.part, let landmark = point.landmark else { continue }
            try table.append(part, landmark, slot: slot, point.values, at: row.fields[0].lowerBound)
        }
    }

    private func known(part name: String, at field: Range<Int>) throws(LandmarkError) -> LandmarkPart {
        guard let part = Self.part(name) else {
            throw LandmarkError(
                "the type is \(String(name.prefix(24)).quoted)", at: .byte(field.lowerBound),
                remedy: "write face, left_hand, pose or right_hand")
        }
        return part
    }

    private func whole(_ field: Range<Int>, _ bytes: RawSpan, _ name: String) throws(LandmarkError) -> Int {
        let text = bytes.text(of: field)
        // Pandas writes 12.0 where a column has gaps.
        if let number = Int(text) ?? Double(text).flatMap({ Int(exactly: $0) }),
            (0...1 << 40).contains(number)
        {
            return number
        }
        throw LandmarkError(
            "\(name) is \(bytes.quotation(of: field)), which is no whole number", at: .byte(field.lowerBound),
            remedy: "number frames and landmarks from 0")
    }

    private static let missing: Set<String> = ["", "nan", "na", "n/a", "null", "none", "<na>"]

    private func number(
        _ field: Range<Int>, _ bytes: RawSpan, _ delimiter: UInt8
    ) throws(LandmarkError) -> Float? {
        if field.isEmpty { return nil }
        let text = decimal(field, bytes, delimiter)
        if let number = Float(text), number.isFinite {
            guard abs(number) <= LandmarkClip.coordinateLimit else {
                throw LandmarkError(
                    "\(bytes.quotation(of: field)) is beyond 100,000 image widths",
                    at: .byte(field.lowerBound),
                    remedy: "write coordinates as fractions of the image")
            }
            return number
        }
        return try absent(field, text, bytes)
    }

    private func number(
        _ field: Range<Int>, _ bytes: RawSpan, _ delimiter: UInt8, double: Bool
    ) throws(LandmarkError) -> Double? {
        let text = decimal(field, bytes, delimiter)
        if let number = Double(text), number.isFinite { return number }
        _ = try absent(field, text, bytes)
        return nil
    }

    /// The decimal in Swift's notation: a table delimited by semicolons may write a decimal comma.
    private func decimal(_ field: Range<Int>, _ bytes: RawSpan, _ delimiter: UInt8) -> String {
        let text = bytes.text(of: field)
        return delimiter == UInt8(ascii: ",") ? text : text.replacing(",", with: ".")
    }

    private func absent(_ field: Range<Int>, _ text: String, _ bytes: RawSpan) throws(LandmarkError) -> Float?
    {
        guard Self.missing.contains(text.lowercased()) else {
            throw LandmarkError(
                "\(bytes.quotation(of: field)) is no number", at: .byte(field.lowerBound),
                remedy: "leave the field empty where a landmark is missing")
        }
        return nil
    }
}

/// Landmarks that arrive row by row, in any order.
struct LandmarkTable {
    private struct Row {
        var slot: Int32
        var part: Int8
        var landmark: Int16
        var isPresent: Bool
        var hasVisibility: Bool
        var value: SIMD4<Float>
    }

    private var rows: [Row] = []
    /// The frames' numbers in order of arrival, and the slot of each number.
    private var numbers: [Int] = []
    private var slots: [Int: Int] = [:]
    private var lastNumber: Int?
    private var lastSlot = 0
    private var times: [Double?] = []
    private var unit: FrameClock.Stated?
    private var sequence: String?
    private var seen: Set<LandmarkPart> = []
    private var hasIrises = false

    mutating func see(sequence name: String, at byte: Int) throws(LandmarkError) {
        guard let sequence else {
            sequence = name
            return
        }
        guard sequence == name else {
            throw LandmarkError(
                "the table holds several recordings: sequence_id \(sequence.quoted) and \(name.quoted)",
                at: .byte(byte), remedy: "save each recording as its own table")
        }
    }

    mutating func slot(ofFrame number: Int) -> Int {
        if number == lastNumber { return lastSlot }
        let slot = slots[number] ?? numbers.count
        if slot == numbers.count {
            slots[number] = slot
            numbers.append(number)
            times.append(nil)
        }
        (lastNumber, lastSlot) = (number, slot)
        return slot
    }

    mutating func see(time: Double?, unit: FrameClock.Stated?, slot: Int) {
        guard let time, times[slot] == nil else { return }
        times[slot] = time
        self.unit = unit
    }

    mutating func append(
        _ part: LandmarkPart, _ landmark: Int, slot: Int, _ values: (Float?, Float?, Float?, Float?),
        at byte: Int
    ) throws(LandmarkError) {
        guard landmark < part.landmarkCounts.max() ?? 0 else {
            throw LandmarkError(
                "\(part.words) has no landmark \(landmark)", at: .byte(byte),
                remedy: "write MediaPipe Holistic's landmarks, numbered from 0 in each type")
        }
        seen.insert(part)
        if part == .face, landmark >= part.landmarkCounts[0] { hasIrises = true }
        let isPresent = values.0 != nil && values.1 != nil
        let value = SIMD4(
            values.0 ?? 0, values.1 ?? 0, values.2 ?? 0, min(max(values.3 ?? 0, 0), 1))
        rows.append(
            Row(
                slot: Int32(clamping: slot), part: Int8(part.rawValue), landmark: Int16(landmark),
                isPresent: isPresent, hasVisibility: isPresent && values.3 != nil, value: value))
    }

    /// The clip of the rows so far, from a table of `bytes` bytes: O(rows + frames × landmarks).
    ///
    /// - Throws: an error for a table without rows or with a landmark twice, for times that decrease, and for
    ///   frames that hold almost no landmarks.
    func clip(ofBytes bytes: Int) throws(LandmarkError) -> LandmarkClip {
        guard !numbers.isEmpty, !seen.isEmpty else {
            throw LandmarkError("the table holds no landmarks", remedy: "record it again")
        }
        let layout = LandmarkLayout(parts: seen, faceCount: hasIrises ? 478 : 468)
        try LandmarkClip.checkDensity(frames: numbers.count, layout, ofBytes: bytes)
        let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
        var rank = Array(repeating: 0, count: order.count)
        for (place, slot) in order.enumerated() { rank[slot] = place }
        let count = numbers.count * layout.landmarkCount
        var values = Array(repeating: Float(0), count: count * LandmarkClip.stride)
        var flags = Array(repeating: LandmarkFlags(), count: count)
        var taken = Array(repeating: false, count: count)
        let starts = LandmarkPart.allCases.map { layout.range(of: $0)?.lowerBound ?? 0 }
        for row in rows {
            let frame = rank[Int(row.slot)]
            let place = frame * layout.landmarkCount + starts[Int(row.part)] + Int(row.landmark)
            guard !taken[place] else {
                throw LandmarkError(
                    "\(LandmarkPart.allCases[Int(row.part)].words) landmark \(row.landmark) stands twice",
                    at: .frame(frame, byte: nil), remedy: "save each recording as its own table")
            }
            taken[place] = true
            // A missing landmark stays zero.
            guard row.isPresent else { continue }
            flags[place] = row.hasVisibility ? [.present, .hasVisibility] : .present
            for component in 0..<LandmarkClip.stride {
                values[place * LandmarkClip.stride + component] = row.value[component]
            }
        }
        let (timestamps, warnings) = try timestamps(order)
        return LandmarkClip(
            layout: layout, facts: SourceFacts(), frameCount: numbers.count, timestamps: timestamps,
            values: values, flags: flags, warnings: warnings)
    }

    private func timestamps(
        _ order: [Int]
    ) throws(LandmarkError) -> (times: [Double]?, warnings: [RecordingWarning]) {
        let counts = order.compactMap { times[$0] }
        guard counts.count == order.count else {
            let warning = RecordingWarning(.timesLeftOut, Message(.someTimesMissing))
            return (nil, counts.isEmpty ? [] : [warning])
        }
        if let frame = counts.indices.dropFirst().first(where: { counts[$0] < counts[$0 - 1] }) {
            throw .timeBackwards(frame: frame)
        }
        guard let unit else { return (counts, []) }
        guard let clock = FrameClock(counts, unit: unit) else {
            let warning = RecordingWarning(.timesLeftOut, Message(.timeUnitUnknown))
            return (nil, [warning])
        }
        return (clock.seconds(counts), [])
    }
}

extension RawSpan {
    /// The text of a field, without its quotes.
    fileprivate func text(of field: Range<Int>) -> String {
        withUnsafeBytes { String(decoding: $0[field], as: UTF8.self) }
    }

    /// A field without spaces around it and without its quotes.
    fileprivate func trimmed(_ field: Range<Int>) -> Range<Int> {
        var (start, end) = (field.lowerBound, field.upperBound)
        while start < end, byte(at: start) == 0x20 { start += 1 }
        while start < end, byte(at: end - 1) == 0x20 { end -= 1 }
        if end - start >= 2, byte(at: start) == UInt8(ascii: "\""), byte(at: end - 1) == UInt8(ascii: "\"") {
            (start, end) = (start + 1, end - 1)
        }
        return start..<end
    }
}
