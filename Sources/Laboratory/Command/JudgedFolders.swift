import ArgumentParser
import Evaluation
import Signify

/// The folders that a subcommand judges, and the networks by which it does.
struct JudgedFolders: ParsableArguments {
    @Argument(help: "Folders laid out as takes/<signer>/<SIGN>/<number>.npy.", completion: .directory)
    var folders: [String] = []

    @Option(
        help: "A further folder, whose labels are too uncertain to learn the metric from.",
        completion: .directory)
    var untidy: [String] = []

    @Option(
        help: """
            The folder of networks that left out a fold of signers each, as make learn writes it. Without it, aligned \
            frames alone decide.
            """, completion: .directory)
    var networks: String?

    /// Reads the takes, and what judges them.
    func splits(withControls: Bool = false) throws(AnalysisFailure) -> SignerSplits {
        var judges = FoldNetworks.none
        if let networks { judges = try FoldNetworks(folder: networks) }
        return SignerSplits(
            try EvaluationFolders.read(folders, withControls: withControls),
            untidy: untidy.isEmpty ? [] : try EvaluationFolders.read(untidy, withControls: withControls),
            networks: judges)
    }
}
