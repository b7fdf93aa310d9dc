/// Bytes of a `.npy` file, written number by number.
struct NumpySample {
    var version: [UInt8] = [1, 0]
    var dictionary: String
    var data: [UInt8] = []

    init(dictionary: String) { self.dictionary = dictionary }

    init(_ numbers: [Double], shape: String, descr: String = "<f4", fortranOrder: Bool = false) {
        dictionary =
            "{'descr': '\(descr)', 'fortran_order': \(fortranOrder ? "True" : "False"), 'shape': \(shape), }"
        for number in numbers {
            let little: [UInt8] =
                descr.hasSuffix("f4")
                ? withUnsafeBytes(of: Float(number).bitPattern.littleEndian) { Array($0) }
                : withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) }
            data += descr.hasPrefix(">") ? little.reversed() : little
        }
    }

    var bytes: [UInt8] {
        let text = Array(dictionary.utf8) + [0x0A]
        let length = version[0] == 1 ? 2 : 4
        let count = (0..<length).map { UInt8(text.count >> (8 * $0) & 255) }
        return [0x93] + Array("NUMPY".utf8) + version + count + text + data
    }
}
