import ArgumentParser
import Evaluation
import Foundation
import FrontEnd
import Landmarks
import PracticeAnalysis
import PracticeStore
import Scoring

/// `signify-score refs add`.
struct AddReferences: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add takes of a sign, or a folder of them.",
        discussion: """
            Every take is read before the first is stored: one bad file, and nothing is added. A take that is there \
            already is left out. A folder is laid out as <signer>/<SIGN>/<number>.npy (or .json, .pose, …) or as \
            <SIGN>/<number>.npy; a take may be a folder with a frame a file, as MP_Data/<SIGN>/<sequence>/<frame>.npy.

            Examples:
              signify-score refs add TEA tea-1.json tea-2.json --signer anna --language ase
              signify-score refs add --folder takes --takes 00-03
            """)

    @Argument(help: "The sign, as HELLO.")
    var gloss: String?

    @Argument(help: "Recordings of it.", completion: .file())
    var files: [String] = []

    @Option(help: "A folder of takes, in place of a sign and files.", completion: .directory)
    var folder: String?

    @Option(help: "With --folder: the numbers of the takes to add, as 00-03.")
    var takes: TakeNumbers?

    @Option(help: "Who signs, as a pseudonym.")
    var signer = "unnamed"

    @Option(help: "The sign language, as ase.")
    var language: String?

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
        do {
            let signs = try signs()
            let database = try store.openForAdding()
            var added: Set<String> = []
            let refusal = Result {
                for (gloss, takes) in signs.sorted(by: { $0.key < $1.key }) {
                    if try add(takes, of: gloss, to: database) { added.insert(gloss.text) }
                }
            }
            // Also where a later sign is refused: what was added is not left uncalibrated.
            if !added.isEmpty { try ReferenceLibrary(database).calibrate(added) }
            try refusal.get()
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Adds the takes of a sign, says so, and tells whether any was new.
    private func add(
        _ takes: [NewReferenceTake], of gloss: Gloss, to database: any PracticeDatabase
    ) throws -> Bool {
        let enrolment = try database.addTakes(
            gloss: gloss.text, language: language, takes: takes, calibration: nil,
            signature: ScoringSignature.current, at: Date())
        let count = enrolment.added.count
        let known = enrolment.duplicates.isEmpty ? "" : ", \(enrolment.duplicates.count) there already"
        try StandardStreams.print("\(gloss): \(count) take\(count == 1 ? "" : "s") added\(known)")
        return count > 0
    }

    /// Every take, read and fit to be compared.
    private func signs() throws -> [Gloss: [NewReferenceTake]] {
        var signs: [Gloss: [NewReferenceTake]] = [:]
        let sources: [(gloss: String, signer: String, path: String)]
        if let folder {
            sources = try TakeFolder(folder, signer: signer).takes.filter {
                takes?.contains($0.number) ?? true
            }
            .map { ($0.sign, $0.signer, $0.path) }
        } else {
            sources = files.map { (gloss ?? "", signer, $0) }
        }
        for (place, source) in sources.enumerated() {
            if sources.count > 1 {
                StandardStreams.note("[\(place + 1)/\(sources.count)] \(source.path)")
            }
            do {
                let recording = try Recording(path: source.path, reader: recording.reader)
                _ = try PreparedTake(recording.clip)
                signs[try Gloss(source.gloss), default: []].append(
                    try NewReferenceTake(recording.clip, signer: source.signer, source: recording.name))
            } catch {
                throw CommandFailure(error, at: source.path)
            }
        }
        return signs
    }
}
