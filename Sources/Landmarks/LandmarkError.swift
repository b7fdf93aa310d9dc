/// Why a recording could not be read or written: what is wrong, where, and how to mend it, in one line.
public struct LandmarkError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where in the input the fault lies.
    public enum Location: Sendable, Hashable {
        /// The input as a whole.
        case file
        /// A byte offset from the input's start.
        case byte(Int)
        /// A frame, counted from 0, and the byte offset where it is known.
        case frame(Int, byte: Int?)
    }

    /// What is wrong, without a full stop.
    public var what: String
    /// Where it is wrong.
    public var location: Location
    /// How to mend it, without a full stop.
    public var remedy: String

    /// An error of these three parts.
    public init(_ what: String, at location: Location = .file, remedy: String) {
        self.what = what
        self.location = location
        self.remedy = remedy
    }

    /// One line: `frame 12 (byte 3456): pose landmark 3 is infinite; record the attempt again`.
    public var description: String {
        switch location {
        case .file: "\(what); \(remedy)"
        case .byte(let offset): "byte \(offset): \(what); \(remedy)"
        case .frame(let frame, byte: nil): "frame \(frame): \(what); \(remedy)"
        case .frame(let frame, byte: let offset?): "frame \(frame) (byte \(offset)): \(what); \(remedy)"
        }
    }
}
