/// The header of a `.npy` file (format versions 1.0, 2.0 and 3.0), checked against the bytes present.
///
/// It is `\x93NUMPY`, the version, the header's length (16 bits in 1.0, else 32), and a Python dictionary of
/// `descr`, `fortran_order` and `shape`. The numbers follow.
struct NumpyHeader {
    /// The supported number types.
    enum Element: CaseIterable {
        case float32Little, float32Big, float64Little, float64Big

        /// NumPy's name of the type.
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
    /// The layout of a frame.
    let frame: FlatFrame
    /// Numbers per frame.
    var width: Int { frame.width }
    /// The distance, in numbers, from one frame to the next, and between neighbours in a frame.
    let frameStride: Int
    let numberStride: Int
    /// The distance, in numbers, from one landmark to the next; `nil` where the frames are flattened.
    let landmarkStride: Int?
    /// The byte offset of the first number.
    let dataOffset: Int

    static func hasMagic(_ bytes: RawSpan) -> Bool {
        let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]
        return bytes.byteCount >= magic.count && magic.indices.allSatisfy { bytes.byte(at: $0) == magic[$0] }
    }

    /// Reads a header; `hand` is the side of a single hand.
    init(_ bytes: RawSpan, hand: LandmarkPart = .rightHand) throws(LandmarkError) {
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
            if bytes.holds("|O", in: dictionary.descr) {
                throw LandmarkError(
                    "the array holds Python objects (pickle), not numbers",
                    at: .byte(dictionary.descr.lowerBound),
                    remedy: "save numpy.stack(list(array)).astype('float32')")
            }
            throw LandmarkError(
                "the numbers are \(bytes.quotation(of: dictionary.descr)): '<f4', '<f8', '>f4' and '>f8' are read",
                at: .byte(dictionary.descr.lowerBound), remedy: "save array.astype('float32')")
        }
        self.element = element
        let shape = dictionary.shape
        let frame: FlatFrame?
        switch shape.count {
        case 1, 2:
            // Two sizes are frames and numbers, or the landmarks and numbers of one frame.
            frame =
                FlatFrame.flattened(width: shape[shape.count - 1], hand: hand)
                ?? (shape.count == 2 ? FlatFrame.landmarks(shape[0], numbers: shape[1], hand: hand) : nil)
        case 3: frame = FlatFrame.landmarks(shape[1], numbers: shape[2], hand: hand)
        default: frame = nil
        }
        guard let frame else {
            throw LandmarkError(
                "the array's shape is [\(shape.map(String.init).joined(separator: ", "))]: "
                    + "[frames, N] or [N] with N = 1662, 1692, 258, 1629, 225, 126 or 63 and [frames, 543, 3] are read",
                at: .byte(start),
                remedy: "flatten pose × 4 or × 3, face × 3, left and right hand × 3 per frame")
        }
        let isFlat = shape[shape.count - 1] == frame.width
        let numbers = isFlat ? 1 : shape[shape.count - 1]
        let frameCount = shape.count == (isFlat ? 2 : 3) ? shape[0] : 1
        self.frameCount = frameCount
        self.frame = frame
        if dictionary.fortranOrder {
            frameStride = 1
            (numberStride, landmarkStride) =
                isFlat ? (frameCount, nil) : (frameCount * (frame.width / numbers), frameCount)
        } else {
            frameStride = frame.width
            (numberStride, landmarkStride) = (1, isFlat ? nil : numbers)
        }
        let width = frame.width

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
                remedy: "save one array per file")
        }
    }

    /// x and y of a landmark.
    func place(frame: Int, landmark: Int, in bytes: RawSpan) -> SIMD2<Float> {
        let first = frame * frameStride + landmark * (landmarkStride ?? 1)
        func number(_ index: Int) -> Float {
            let place = dataOffset + (first + index * numberStride) * element.size
            return switch element {
            case .float32Little: NumpyFloat32Little.load(bytes, at: place)
            case .float32Big: NumpyFloat32Big.load(bytes, at: place)
            case .float64Little: NumpyFloat64Little.load(bytes, at: place)
            case .float64Big: NumpyFloat64Big.load(bytes, at: place)
            }
        }
        return SIMD2(number(0), number(1))
    }
}
