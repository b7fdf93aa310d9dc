import ArgumentParser
import Signify

struct ListReferences: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the reference signs of the store.")

    @OptionGroup var store: StoreOptions

    func run() throws {
        let database = try store.open().database
        let signs = try database.signs()
        guard !signs.isEmpty else {
            return try StandardStreams.print(
                "The store has no signs; add some with \"signify-score refs add\".")
        }
        let width = signs.map(\.gloss.count).max() ?? 0
        for sign in signs {
            let takes = "\(sign.takes) take\(sign.takes == 1 ? "" : "s")"
            let signers = "\(sign.signers) signer\(sign.signers == 1 ? "" : "s")"
            let language = sign.language.map { "  \($0)" } ?? ""
            try StandardStreams.print(
                "\(TextStyle.padded(sign.gloss, width))  \(takes) by \(signers)\(language)"
                    + (sign.hasCalibration ? "" : "  not calibrated"))
        }
    }
}
