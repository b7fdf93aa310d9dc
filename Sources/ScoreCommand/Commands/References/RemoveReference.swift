import ArgumentParser
import Signify

struct RemoveReference: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a reference sign and its takes.",
        discussion: "The history keeps its scores.")

    @Argument(help: "The sign, such as HELLO.")
    var gloss: String

    @OptionGroup var store: StoreOptions

    func run() throws {
        try store.open().database.removeSign(gloss: gloss)
        try StandardStreams.print("Removed \(try Gloss(gloss)).")
    }
}
