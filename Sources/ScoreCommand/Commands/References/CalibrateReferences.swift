import ArgumentParser
import Signify

/// `signify-score refs calibrate`.
struct CalibrateReferences: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate", abstract: "Measure anew how distances to every sign read as scores.",
        discussion: """
            Adding a sign calibrates that sign against the others there are, and leaves theirs, so that scores of \
            one day and the next compare. Run this after the library has changed much, or after an update.
            """)

    @OptionGroup var store: StoreOptions

    func run() throws {
        let count = try store.open().calibrate(nil)
        try StandardStreams.print("Calibrated \(count) sign\(count == 1 ? "" : "s").")
    }
}
