/// The header of a `.npy` file (format versions 1.0, 2.0 and 3.0), checked against the bytes sent.
///
/// `\x93NUMPY`, version, header length (16 bits in 1.0, else 32), a Python dictionary of `descr`, `fortran_order` and
/// `shape`, then the numbers.
struct NumpyHeader {
    /// The number types read.
    enum Element: CaseIterable {
        case float32Little, float32Big, float64Little, float64Big

        /// What NumPy calls it.
        var descr: StaticString {
            switch self {
            case .float32Little: "<f4"
            case .float32Big: ">f4"
            case .float64Little: "<f8"
            case .float64Big: ">f8"
            }
        }

        var size: Int {
            switch self {
            case .float32Little, .float32Big: 4
            case .float64Little, .float64Big: 8
            }
        }
    }

    let element: Element
    let frameCount: Int
    /// The parts of a frame.
    let layout: LandmarkLayout
    /// Numbers in a frame.
    let width: Int
    /// How many numbers lie between a frame's number and the next frame's, and between neighbours in a frame.
    let frameStride: Int
    let numberStride: Int
    /// Where the numbers start.
    let dataOffset: Int

    static func hasMagic(_ bytes: RawSpan) -> Bool {
        let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]
        return bytes.byteCount >= magic.count && magic.indices.allSatisfy { bytes.byte(at: $0) == magic[$0] }
    }

    init(_ bytes: RawSpan) throws(LandmarkError) {
        var cursor = ByteCursor(over: bytes)
        _ = try cursor.take(8, "the .npy header")
        guard Self.hasMagic(bytes) else {
            throw LandmarkError("this is no .npy file", at: .byte(0), remedy: "write it with numpy.save")
        }
        let major = bytes.byte(at: 6)
        guard (1...3).contains(major), bytes.byte(at: 7) == 0 else {
            throw LandmarkError(
                "version \(major).\(bytes.byte(at: 7)) of .npy is not known: 1.0, 2.0 and 3.0 are",
                at: .byte(6),
                remedy: "write it with numpy.save")
        }
        let length =
            major == 1
            ? Int(bytes.uint16(at: try cursor.take(2, "the header's length")))
            : Int(bytes.uint32(at: try cursor.take(4, "the header's length")))
        let start = try cursor.take(length, "the header's dictionary")
        let dictionary = try NumpyDictionary(bytes, in: start..<start + length)
        dataOffset = cursor.offset

        let element = Element.allCases.first { bytes.holds($0.descr, in: dictionary.descr) }
        guard let element else {
            throw LandmarkError(
                "the numbers are \(bytes.quotation(of: dictionary.descr)): '<f4', '<f8', '>f4' and '>f8' are read",
                at: .byte(dictionary.descr.lowerBound), remedy: "save array.astype('float32')")
        }
        self.element = element
        guard let last = dictionary.shape.last, dictionary.shape.count <= 2,
            let layout = NumpyClipBuilder.layout(width: last)
        else {
            let shape = dictionary.shape.map(String.init).joined(separator: ", ")
            throw LandmarkError(
                "the array's shape is [\(shape)]: [frames, N] or [N] with N = 1662, 1692 or 258 is read",
                at: .byte(start), remedy: "flatten pose × 4, face × 3, left and right hand × 3 a frame")
        }
        self.layout = layout
        width = last
        frameCount = dictionary.shape.count == 2 ? dictionary.shape[0] : 1
        frameStride = dictionary.fortranOrder ? 1 : width
        numberStride = dictionary.fortranOrder ? frameCount : 1

        let needed = checkedProduct(frameCount, width, element.size)
        guard let needed, needed <= cursor.left else {
            throw LandmarkError(
                "the shape [\(frameCount), \(width)] takes \(needed.map(String.init) ?? "more than 2^63") bytes, "
                    + "but \(cursor.left) are left",
                at: .byte(dataOffset), remedy: "copy or save the file again, this one is cut short")
        }
        guard needed == cursor.left else {
            throw LandmarkError(
                "\(cursor.left - needed) bytes follow the array", at: .byte(dataOffset + needed),
                remedy: "save one array a file")
        }
    }
}
