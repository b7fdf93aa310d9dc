import ArgumentParser
import Signify

/// `signify-score refs remove`.
struct RemoveReference: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a reference sign and its takes.",
        discussion: "The history keeps the scores of attempts at it.")

    @Argument(help: "The sign, as HELLO.")
    var gloss: String

    @OptionGroup var store: StoreOptions

    func run() throws {
        try store.open().database.removeSign(gloss: gloss)
        try StandardStreams.print("Removed \(try Gloss(gloss)).")
    }
}
