import CInterfaceHeader
import Signify

// Live streams: see signify.h, whose signatures the compiler compares with these.

/// A live stream in which signs are spotted.
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

/// Frees a stream.
@c @implementation
public func signify_stream_free(_ stream: OpaquePointer?) -> signify_status { StreamHandle.free(stream) }

/// Takes more bytes of a stream. Linear in them.
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

/// The end of a stream.
@c @implementation
public func signify_stream_finish(
    _ stream: OpaquePointer?, _ lines: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let lines = try cleared(lines, "lines")
        if let found = try StreamHandle.at(stream).finish() { try lines.give(found) }
    }
}
