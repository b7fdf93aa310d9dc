import CInterfaceHeader
import Signify

/// An out parameter for text: a `char **`.
public typealias TextOut = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// Runs `body`; returns its error as a status and sets `error` to its line. Every function that can fail uses
/// it.
func call(_ error: TextOut?, _ body: () throws -> Void) -> signify_status {
    do {
        try body()
        error?.pointee = nil
        return SIGNIFY_OK
    } catch let thrown {
        let failure = AnalysisFailure(thrown)
        error?.pointee = copy(failure.line)
        return failure.kind.rawValue
    }
}
