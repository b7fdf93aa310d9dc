/// Why an index of sequences could not be read or written.
public enum SequenceIndexError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The system refused the file at `path`; `reason` is its word.
    case system(path: String, reason: String)
    /// The file at `path` is something else.
    case notAnIndex(path: String)
    /// The file at `path` was written by another version, or on a machine of the other byte order.
    case otherVersion(path: String)
    /// The file at `path` contradicts itself at a byte.
    case damaged(path: String, byte: Int)

    /// One line: what, where, and how to mend it.
    public var description: String {
        switch self {
        case .system(let path, let reason): "\(path): \(reason)"
        case .notAnIndex(let path): "\(path) is not an index of sequences; write one again"
        case .otherVersion(let path):
            "\(path) was written by another version or kind of machine; write it again with this one"
        case .damaged(let path, let byte): "\(path) is damaged at byte \(byte); write it again"
        }
    }
}
