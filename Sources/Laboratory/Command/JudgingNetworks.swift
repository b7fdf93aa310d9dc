import ArgumentParser
import Evaluation
import Signify

/// The option that names the networks by which recordings are judged.
struct JudgingNetworks: ParsableArguments {
    @Option(
        name: .customLong("networks"),
        help:
            "The folder of networks that left out a fold of signers each, as make learn writes it; without it, aligned frames alone decide.",
        completion: .directory)
    var folder: String?

    func networks() throws(AnalysisFailure) -> FoldNetworks {
        guard let folder else { return .none }
        return try FoldNetworks(folder: folder)
    }
}
