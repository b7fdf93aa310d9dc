import ArgumentParser
import Signify

struct CalibrateReferences: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate", abstract: "Calibrate all signs again.",
        discussion: """
            A calibration turns a distance to a sign into a score. \"refs add\" calibrates the new sign \
            only, so that the scores of the others stay comparable. Run this after an update of the program \
            or after adding many signs.
            """)

    @OptionGroup var store: StoreOptions

    func run() throws {
        let count = try store.open().calibrate(nil)
        try StandardStreams.print("Calibrated \(count) sign\(count == 1 ? "" : "s").")
    }
}
