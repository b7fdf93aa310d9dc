import ArgumentParser
import Signify

/// `signify-score refs calibrate`.
struct CalibrateReferences: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate", abstract: "Measure again how a distance to each sign becomes a score.",
        discussion: """
            refs add calibrates the new sign beside the stored ones and leaves their calibrations, so that their scores \
            stay comparable. Run this after an update of the program, or after many signs were added.
            """)

    @OptionGroup var store: StoreOptions

    func run() throws {
        let count = try store.open().calibrate(nil)
        try StandardStreams.print("Calibrated \(count) sign\(count == 1 ? "" : "s").")
    }
}
