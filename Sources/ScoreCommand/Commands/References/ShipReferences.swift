import ArgumentParser
import Signify

struct ShipReferences: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ship", abstract: "Add the reference signs that ship with the program.",
        discussion: """
            For a store on PostgreSQL, or a file of its own, that is to begin with the shipped signs; the \
            user's own store has them from the start. The store must have no signs.

            Example:
              signify-score refs ship --db postgresql://backend@db.example.org/practice
            """)

    @OptionGroup var store: StoreOptions

    func run() throws {
        let store = try store.open(.create)
        let known = try store.database.signs()
        guard known.isEmpty else {
            throw AnalysisFailure(
                "\(store.place) has \(known.count) sign\(known.count == 1 ? "" : "s") already; "
                    + "add others by \"signify-score refs add\"", kind: .badInput)
        }
        try ShippedReferences.fill(store.database)
        try StandardStreams.print("Added \(try store.database.signs().count) signs.")
    }
}
