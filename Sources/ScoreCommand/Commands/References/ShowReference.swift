import ArgumentParser
import Scoring
import Signify

struct ShowReference: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a reference sign, its takes and its error rates.",
        discussion: """
            The error rates are those of identity at a score of 70: how many right attempts are refused, and how many \
            attempts at other signs are accepted. They differ between the signers of the takes and everybody else. \
            Those of everybody else are measured in the store where it has signs by several signers.
            """)

    @Argument(help: "The sign, such as HELLO.")
    var gloss: String

    @OptionGroup var store: StoreOptions

    func run() throws {
        let store = try store.open()
        let (sign, calibration) = try store.calibrated(gloss)
        let isCalibrated = calibration == nil ? "not calibrated" : "calibrated"
        try StandardStreams.print(
            "\(sign.gloss)  language \(sign.language ?? "not stated"), \(isCalibrated) by \(sign.signature)"
        )
        let width = sign.takes.map(\.signer.count).max() ?? 0
        for take in sign.takes {
            let hand = take.dominantHand.map { ", \($0.rawValue)-handed" } ?? ""
            let mirrored = take.mirrored == true ? ", mirrored" : ""
            try StandardStreams.print(
                "  \(TextStyle.padded(take.signer, width))  \(take.source): \(take.frameCount) frames, "
                    + "\(TextStyle.number(take.durationSeconds)) s\(hand)\(mirrored)")
        }
        if let calibration { try print(calibration) }
        let signers = Set(sign.takes.map(\.signer)).count
        if let warning = References.warning([(sign.gloss, signers)]) { StandardStreams.note(warning) }
    }

    private func print(_ calibration: SignCalibration) throws {
        let strangers = calibration.strangers
        let source =
            strangers.signs > 0
            ? "measured with \(strangers.signs) sign\(strangers.signs == 1 ? "" : "s") by several signers"
            : "typical; no sign of the cohort has several signers"
        // Signers of as many takes have the same rates.
        let own = Dictionary(grouping: calibration.signers.keys.sorted()) { calibration.errors(of: $0) }
            .sorted { $0.value[0] < $1.value[0] }
            .compactMap { errors, names in errors.map { (names.joined(separator: ", "), $0, "typical") } }
        let cases = own + [("anybody else", calibration.errorsOfStrangers, source)]
        let width = cases.map(\.0.count).max() ?? 0
        try StandardStreams.print("At a score of 70, by identity alone:")
        for (name, errors, source) in cases {
            try StandardStreams.print(
                "  \(TextStyle.padded(name, width))  \(Self.percent(errors.refused)) of right attempts refused, "
                    + "\(Self.percent(errors.accepted)) of other signs accepted (\(source))")
        }
    }

    private static func percent(_ share: Double) -> String {
        "\(TextStyle.number(100 * share, decimals: 1)) %"
    }
}
