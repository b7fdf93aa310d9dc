import CSignify
import PracticeAnalysis

/// Where a call puts text: a `char **`.
public typealias TextOut = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// What every function that can fail does: runs `body`, and turns what it throws into a status and one line.
func call(_ error: TextOut?, _ body: () throws -> Void) -> signify_status {
    do {
        try body()
        error?.pointee = nil
        return SIGNIFY_OK
    } catch let wrong as WrongUse {
        error?.pointee = copy(oneLine(wrong.line))
        return SIGNIFY_WRONG_USE
    } catch let thrown {
        let failure = AnalysisFailure(thrown)
        error?.pointee = copy(oneLine(failure.line))
        return failure.kind.status
    }
}

extension AnalysisFailure.Kind {
    /// As the command's exit status.
    fileprivate var status: signify_status {
        switch self {
        case .badInput: SIGNIFY_BAD_INPUT
        case .notFound: SIGNIFY_NOT_FOUND
        case .unavailable: SIGNIFY_UNAVAILABLE
        case .io: SIGNIFY_CANNOT_WRITE
        case .denied: SIGNIFY_DENIED
        case .fault: SIGNIFY_INTERNAL
        }
    }
}

/// One line stays one line, whatever names a caller gives.
private func oneLine(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
    return scalars.map { $0.properties.generalCategory == .control ? "?" : String($0) }.joined()
}
