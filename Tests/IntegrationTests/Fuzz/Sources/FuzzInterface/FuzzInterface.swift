import CInterfaceHeader
import FuzzDriver
import CInterface

/// Any bytes give a result or one line through the C interface, as a recording and as a live stream.
@main struct FuzzInterface {
    static func main() {
        let status = fuzz(CommandLine.argc, CommandLine.unsafeArgv) { start, count in
            FuzzInterface.check(UnsafeRawBufferPointer(start: start, count: count))
            return 0
        }
        precondition(status == 0)
    }

    /// The signs that come with the engine, opened once.
    private static let library: UInt = {
        var library: OpaquePointer?
        precondition(signify_library_open(nil, &library, nil) == SIGNIFY_OK)
        return UInt(bitPattern: library)
    }()

    static func check(_ bytes: UnsafeRawBufferPointer) {
        let library = OpaquePointer(bitPattern: library)
        var attempt: OpaquePointer?
        var error: UnsafeMutablePointer<CChar>?
        answered(signify_attempt_parse(bytes.baseAddress, bytes.count, nil, nil, &attempt, &error), &error)
        if attempt != nil {
            for refs in ["HELLO", "HELLO,YOU"] {
                text { signify_score(library, attempt, refs, 70, $0, $1) }
            }
            text { signify_freestyle(library, attempt, "HELLO", 70, $0, $1) }
            text { signify_attempt_summary(attempt, $0, $1) }
            text { signify_attempt_json(attempt, $0, $1) }
            precondition(signify_attempt_free(attempt) == SIGNIFY_OK)
        }
        stream(bytes, library)
    }

    /// The bytes in two pieces, cut where the last byte says.
    private static func stream(_ bytes: UnsafeRawBufferPointer, _ library: OpaquePointer?) {
        var stream: OpaquePointer?
        precondition(signify_stream_open(library, "HELLO", nil, &stream, nil) == SIGNIFY_OK)
        let cut = bytes.isEmpty ? 0 : Int(bytes[bytes.count - 1]) * bytes.count / 256
        text { signify_stream_push(stream, bytes.baseAddress, cut, $0, $1) }
        text { signify_stream_push(stream, bytes.baseAddress.map { $0 + cut }, bytes.count - cut, $0, $1) }
        text { signify_stream_finish(stream, $0, $1) }
        precondition(signify_stream_free(stream) == SIGNIFY_OK)
    }

    private typealias TextOut = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

    private static func text(_ call: (TextOut, TextOut) -> signify_status) {
        var text: UnsafeMutablePointer<CChar>?
        var error: UnsafeMutablePointer<CChar>?
        answered(call(&text, &error), &error)
        signify_free(text)
    }

    /// No bytes are wrong use or a fault of the engine.
    private static func answered(_ status: signify_status, _ error: inout UnsafeMutablePointer<CChar>?) {
        precondition(status == SIGNIFY_OK || status == SIGNIFY_BAD_INPUT)
        precondition((status == SIGNIFY_OK) == (error == nil))
        signify_free(error)
        error = nil
    }
}
