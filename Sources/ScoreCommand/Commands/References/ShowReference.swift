import ArgumentParser
import Signify

struct ShowReference: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a reference sign and its takes.")

    @Argument(help: "The sign, such as HELLO.")
    var gloss: String

    @OptionGroup var store: StoreOptions

    func run() throws {
        let database = try store.open().database
        let sign = try database.sign(gloss: gloss)
        let calibration = sign.calibration == nil ? "not calibrated" : "calibrated"
        try StandardStreams.print(
            "\(sign.gloss)  language \(sign.language ?? "not stated"), \(calibration) by \(sign.signature)"
        )
        let width = sign.takes.map(\.signer.count).max() ?? 0
        for take in sign.takes {
            let hand = take.dominantHand.map { ", \($0.rawValue)-handed" } ?? ""
            let mirrored = take.mirrored == true ? ", mirrored" : ""
            try StandardStreams.print(
                "  \(TextStyle.padded(take.signer, width))  \(take.source): \(take.frameCount) frames, "
                    + "\(TextStyle.number(take.durationSeconds)) s\(hand)\(mirrored)")
        }
    }
}
