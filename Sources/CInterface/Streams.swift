import CInterfaceHeader
import Signify

// Live streams. signify.h documents them; the compiler checks these signatures against it.

@c @implementation
public func signify_stream_open(
    _ library: OpaquePointer?, _ refs: UnsafePointer<CChar>?, _ facts: UnsafePointer<signify_facts>?,
    _ stream: UnsafeMutablePointer<OpaquePointer?>?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let stream = try cleared(stream, "stream")
        let models = try LibraryHandle.at(library).library.models(of: signs(refs))
        stream.pointee = StreamHandle(models, reader: try LandmarkReader(facts)).handle()
    }
}

@c @implementation
public func signify_stream_free(_ stream: OpaquePointer?) -> signify_status { StreamHandle.free(stream) }

/// Linear in the bytes.
@c @implementation
public func signify_stream_push(
    _ stream: OpaquePointer?, _ bytes: UnsafeRawPointer?, _ count: Int, _ lines: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let lines = try cleared(lines, "lines")
        let stream = try StreamHandle.at(stream)
        let given = try CInterface.bytes(bytes, count, "bytes")
        if let found = try stream.push(given) { try lines.give(found) }
    }
}

@c @implementation
public func signify_stream_finish(
    _ stream: OpaquePointer?, _ lines: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let lines = try cleared(lines, "lines")
        if let found = try StreamHandle.at(stream).finish() { try lines.give(found) }
    }
}
