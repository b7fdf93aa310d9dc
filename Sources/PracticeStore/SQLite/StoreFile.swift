import Foundation

/// The kind of file at a path, before SQLite opens it: SQLite waits on a pipe, writes its header into an empty file, and
/// reports every other failure alike.
enum StoreFile {
    case missing
    case present

    /// Throws for a file that cannot be, or must not become, a store.
    static func inspect(_ path: String) throws(StoreError) -> StoreFile {
        var facts = stat()
        guard stat(path, &facts) == 0 else {
            let code = errno
            guard code == ENOENT else { throw cannotOpen(path, code) }
            return .missing
        }
        switch facts.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR:
            throw .cannotOpen(
                path: path, reason: "it is a folder", remedy: "name a file in it, as \(path)/practice.sqlite")
        default:
            throw .cannotOpen(
                path: path, reason: "it is not a regular file",
                remedy: "name a file that a store can be kept in")
        }
        let header = try firstBytes(of: path, count: magic.count)
        guard header.isEmpty || header == magic else {
            throw .corrupt(place: path, detail: "it is not a SQLite database, and was left as it is")
        }
        guard access(path, W_OK) == 0, access(folder(of: path), W_OK) == 0 else {
            throw .io(path: path, .readOnly)
        }
        return .present
    }

    /// Makes the folders that a store at `path` needs, for this user alone: practice is private.
    static func makeFolders(for path: String) throws(StoreError) {
        try makeFolder(folder(of: path), for: path)
    }

    /// "SQLite format 3" and a zero: https://www.sqlite.org/fileformat2.html#magic_header_string
    private static let magic = Array("SQLite format 3\0".utf8)

    private static func folder(of path: String) -> String {
        let folder = path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)
        return folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : String(folder)
    }

    private static func makeFolder(_ folder: String, for path: String) throws(StoreError) {
        if mkdir(folder, 0o700) == 0 { return }
        var code = errno
        if code == ENOENT {
            try makeFolder(self.folder(of: folder), for: path)
            if mkdir(folder, 0o700) == 0 { return }
            code = errno
        }
        // EEXIST is a folder, or a file that opening will trip over; another program may have made it just now.
        guard code == EEXIST else { throw cannotOpen(path, code) }
    }

    private static func firstBytes(of path: String, count: Int) throws(StoreError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw cannotOpen(path, errno) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: count)
        let length = read(descriptor, &bytes, count)
        guard length >= 0 else { throw .io(path: path, .other(String(cString: strerror(errno)))) }
        return Array(bytes.prefix(length))
    }

    private static func cannotOpen(_ path: String, _ code: Int32) -> StoreError {
        switch code {
        case ENOSPC, EDQUOT: .io(path: path, .full)
        case EROFS: .io(path: path, .readOnly)
        case EACCES, EPERM:
            .cannotOpen(
                path: path, reason: "permission denied",
                remedy: "change the permissions of the file and its folder, or name another file")
        case ENOTDIR:
            .cannotOpen(
                path: path, reason: "a part of the path is a file and not a folder", remedy: "check the path")
        default:
            .cannotOpen(path: path, reason: String(cString: strerror(code)), remedy: "check the path")
        }
    }
}
