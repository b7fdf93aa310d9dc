import ArgumentParser
import Foundation
import Signify

struct AddReferences: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add takes of a sign, or a folder of them.",
        discussion: """
            All takes are read and checked before the first is stored; one bad file, and nothing is added. A \
            take without a body or with hands at rest is refused unless --force is given. Repairs and \
            assumptions are printed as notes. A take with the bytes of a stored one is left out. The layout \
            of a folder is <signer>/<SIGN>/<number>.npy (or .json, .pose, …) or <SIGN>/<number>.npy; a take \
            may be a folder with one file per frame, such as MP_Data/<SIGN>/<sequence>/<frame>.npy.

            Examples:
              signify-score refs add TEA tea-1.json tea-2.json --signer anna --language ase
              signify-score refs add --folder takes --takes 00-03
            """)

    @Argument(help: "The sign, such as HELLO.")
    var gloss: String?

    @Argument(help: "Recordings of the sign.", completion: .file())
    var files: [String] = []

    @Option(help: "A folder of takes, in place of a sign and files.", completion: .directory)
    var folder: String?

    @Option(help: "With --folder: the numbers of the takes to add, such as 00-03.")
    var takes: TakeNumbers?

    @Option(help: "The signer's pseudonym.")
    var signer = "unnamed"

    @Option(help: "The code of the sign language, such as ase.")
    var language: String?

    @Flag(help: "Also add takes without a body or with hands at rest.")
    var force = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var recording: RecordingOptions

    func validate() throws {
        if folder != nil {
            guard gloss == nil else {
                throw ValidationError("Give a sign with its files, or --folder, not both.")
            }
        } else {
            guard gloss != nil, !files.isEmpty else {
                throw ValidationError("Give a sign and recordings of it, or --folder.")
            }
            guard takes == nil else { throw ValidationError("--takes goes with --folder.") }
        }
    }

    func run() throws {
        let sources = try sources()
        let recordings = try read(sources)
        let store = try store.open(.create)
        let signs = try recordings.sorted { $0.key < $1.key }.map {
            try store.takes($0.value, of: $0.key.text)
        }
        note(signs)
        if !force, let refusal = signs.lazy.compactMap(\.refusal).first { throw refusal }
        var added: Set<String> = []
        let refusal = Result {
            for sign in signs where try add(sign, to: store) { added.insert(sign.gloss.text) }
        }
        // Also if a later sign is refused: the signs added before it need their calibration.
        if !added.isEmpty {
            try store.calibrate(added)
            let signs = try store.database.signs().filter { added.contains($0.gloss) }
            if let warning = References.warning(signs.map { ($0.gloss, $0.signers) }) {
                StandardStreams.note(warning)
            }
        }
        try refusal.get()
    }

    /// Adds the takes of a sign and prints their number; returns whether a take was new.
    private func add(_ takes: NewTakes, to store: Store) throws -> Bool {
        let enrolment = try store.enrol(takes, language: language, insisting: force)
        let count = enrolment.added
        let known = enrolment.duplicates.isEmpty ? "" : ", \(enrolment.duplicates.count) there already"
        try StandardStreams.print("\(takes.gloss): \(count) take\(count == 1 ? "" : "s") added\(known)")
        return count > 0
    }

    /// Prints each fault of the takes, and each kind of caution once with the number of its takes.
    private func note(_ signs: [NewTakes]) {
        let verdicts = signs.flatMap(\.verdicts)
        for (place, verdict) in verdicts where force {
            for fault in verdict.faults { StandardStreams.note("\(place): \(fault.text)") }
        }
        let cautions = verdicts.flatMap { place, verdict in verdict.cautions.map { (place, $0) } }
        for (_, found) in Dictionary(grouping: cautions, by: \.1.code).sorted(by: {
            $0.key.rawValue < $1.key.rawValue
        }) {
            guard let (place, caution) = found.first else { continue }
            let count = Set(found.map(\.0)).count
            let more = count > 1 ? " (and \(count - 1) more)" : ""
            StandardStreams.note("\(place)\(more): \(caution.text)")
        }
    }

    private func sources() throws -> [(gloss: String, signer: String, path: String)] {
        guard let folder else { return files.map { (gloss ?? "", signer, $0) } }
        return try TakeFolder(folder, signer: signer).takes.filter {
            takes?.contains($0.number) ?? true
        }
        .map { ($0.sign, $0.signer, $0.path) }
    }

    /// Reads all takes, grouped by gloss.
    private func read(
        _ sources: [(gloss: String, signer: String, path: String)]
    ) throws -> [Gloss: [(recording: Recording, signer: String)]] {
        var signs: [Gloss: [(recording: Recording, signer: String)]] = [:]
        for (place, source) in sources.enumerated() {
            if sources.count > 1 {
                StandardStreams.note("[\(place + 1)/\(sources.count)] \(source.path)")
            }
            let gloss: Gloss
            do {
                gloss = try Gloss(source.gloss)
            } catch {
                throw AnalysisFailure(error, at: source.path)
            }
            signs[gloss, default: []].append((try recording.read(source.path), source.signer))
        }
        return signs
    }
}
