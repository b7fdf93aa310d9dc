import CInterfaceHeader
import Signify

/// Where a call puts text: a `char **`.
public typealias TextOut = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// What every function that can fail does: runs `body`, and turns what it throws into a status and one line.
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
