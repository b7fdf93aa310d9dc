/// Why a recording could not be read or written: the error, its location and the remedy, in one line.
public struct LandmarkError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The location of the error in the input.
    public enum Location: Sendable, Hashable {
        /// The input as a whole.
        case file
        /// A byte offset from the input's start.
        case byte(Int)
        /// A frame, counted from 0, and the byte offset where it is known.
        case frame(Int, byte: Int?)
    }

    /// The error, without a full stop.
    public var what: String
    public var location: Location
    /// The remedy, without a full stop.
    public var remedy: String

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
