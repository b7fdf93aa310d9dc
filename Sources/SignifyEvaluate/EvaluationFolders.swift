import ArgumentParser
import Evaluation
import Foundation

/// The folders of takes that a command is given.
enum EvaluationFolders {
    /// Their readable takes; what cannot be read has its line on standard error.
    static func read(_ folders: [String]) throws(EvaluationError) -> [SignerSplits.Entry] {
        guard !folders.isEmpty else {
            throw EvaluationError(
                "no folder was given; name one laid out as takes/<signer>/<SIGN>/<number>.npy")
        }
        var entries: [SignerSplits.Entry] = []
        for folder in folders {
            let takes = RecordedTakes(try TakeFolder(folder))
            for failure in takes.failures {
                FileHandle.standardError.write(
                    Data("signify-evaluate: \(failure.path): \(failure.error); it is left out\n".utf8))
            }
            entries.append(.init(name: URL(filePath: folder).lastPathComponent, takes: takes))
        }
        return entries
    }
}

/// Runs `body`; an ``EvaluationError`` ends the process with its line and the status for bad input.
func reportingBadInput(_ body: () throws -> Void) throws {
    do {
        try body()
    } catch let error as EvaluationError {
        FileHandle.standardError.write(Data("signify-evaluate: \(error)\n".utf8))
        throw ExitCode(65)
    }
}
