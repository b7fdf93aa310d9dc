#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension InputBytes {
    /// Bytes asked for at once.
    static let chunk = 1 << 18

    /// The whole of a regular file, or of standard input for `-`.
    ///
    /// Anything that could block or never end (a FIFO, a socket, a device) is refused by name, before it is opened;
    /// through standard input it is welcome. Throws also for a directory, a missing, unreadable or empty file.
    public init(path: String) throws(LandmarkError) {
        self = try Self.contents(of: path)
    }

    private static func contents(of path: String) throws(LandmarkError) -> InputBytes {
        let isStandardInput = path == "-"
        let descriptor = isStandardInput ? STDIN_FILENO : try openFile(path)
        defer { if !isStandardInput { close(descriptor) } }
        // The size is a hint that saves growing: a file may change while it is read, and /proc states 0.
        var status = stat()
        let hint = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
        var input = try InputBytes(capacity: min(max(hint + 1, chunk), 1 << 30))
        try input.readToEnd(of: descriptor, named: isStandardInput ? "standard input" : path.quoted)
        return input
    }

    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Appends everything up to the end of `descriptor`.
    mutating func readToEnd(of descriptor: CInt, named name: String) throws(LandmarkError) {
        do throws(InputFailure) {
            while try append(from: descriptor, limit: max(Self.chunk, count)) > 0 {}
        } catch {
            throw LandmarkError(reading: name, failure: error)
        }
        guard count > 0 else { throw .empty(name) }
    }

    /// A descriptor of the regular file at `path`.
    private static func openFile(_ path: String) throws(LandmarkError) -> CInt {
        var status = stat()
        guard !path.isEmpty, stat(path, &status) == 0 else {
            throw LandmarkError(reading: path.quoted, failure: .system(path.isEmpty ? ENOENT : errno))
        }
        try requireRegular(status, path)
        // Non-blocking, and asked again below: the path may have become a FIFO since.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw LandmarkError(reading: path.quoted, failure: .system(errno)) }
        do throws(LandmarkError) {
            guard fstat(descriptor, &status) == 0 else {
                throw LandmarkError(reading: path.quoted, failure: .system(errno))
            }
            try requireRegular(status, path)
        } catch {
            close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func requireRegular(_ status: stat, _ path: String) throws(LandmarkError) {
        let kind: String
        switch status.st_mode & S_IFMT {
        case S_IFREG: return
        case S_IFDIR:
            throw LandmarkError("\(path.quoted) is a directory", remedy: "give a file of landmarks in it")
        case S_IFIFO: kind = "a FIFO"
        case S_IFSOCK: kind = "a socket"
        case S_IFCHR, S_IFBLK: kind = "a device"
        default: kind = "no regular file"
        }
        throw LandmarkError(
            "\(path.quoted) is \(kind)", remedy: "pipe it through standard input and give \"-\" as the path")
    }
}

extension LandmarkError {
    /// There was no memory for the input.
    static var outOfMemory: LandmarkError {
        LandmarkError("the input does not fit in memory", remedy: "cut the recording into shorter ones")
    }

    /// There is nothing to read in `name`.
    static func empty(_ name: String) -> LandmarkError {
        LandmarkError("\(name) is empty", remedy: "give a recording that holds frames")
    }

    /// A failure of the system while `name` was read: a path in quotes, or standard input.
    init(reading name: String, failure: InputFailure) {
        switch failure {
        case .memory: self = .outOfMemory
        case .system(ENOENT), .system(ENOTDIR):
            self.init("there is no file \(name)", remedy: "check the path")
        case .system(EACCES), .system(EPERM):
            self.init("\(name) may not be read", remedy: "give yourself permission to read it")
        case .system(EISDIR):
            self.init("\(name) is a directory", remedy: "give a file of landmarks in it")
        case .system(let code):
            self.init("\(name) cannot be read: \(String(cString: strerror(code)))", remedy: "try again")
        }
    }
}

extension String {
    /// The string in quotes on one line: control characters of a strange name are shown as ?.
    var quoted: String {
        let printable = unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : String($0) }
        return "\"\(printable.joined())\""
    }
}
