import Alignment
import Foundation
import RecordingCheck
import Signify
import SigningSpace

/// The Swift examples of README.md, of docs and of the DocC catalogues. `DocumentationTests` compares the pages
/// with this file and runs the examples, so that the code of a page compiles and works.
enum DocumentedExamples {
    /// README.md. It uses the user's own store, so that it is compiled and not run.
    static func readme() throws {
        let store = try Store.open()  // your own, with 20 reference signs
        let attempt = try Recording(path: CommandLine.arguments[1])  // landmarks in any known format
        let feedback = try store.task("HELLO").feedback(on: attempt)  // score, corrections, warnings
        print(feedback.score, feedback.summary)
        try store.keep(attempt, feedback)  // a row of practice_sessions
    }

    /// Signify.md: the front door.
    static func signify(file: String, path: String) throws -> Double {
        let store = try Store.open(file, [.create, .fill])
        let attempt = try Recording(path: path)
        let feedback = try store.task("HELLO").feedback(on: attempt)
        print(feedback.score, feedback.passed, feedback.summary)
        try store.keep(attempt, feedback)
        return feedback.score
    }

    /// docs/backend.md: many attempts on many threads.
    static func library(store: Store, recordings: [Recording]) async throws -> [Double] {
        let library = try store.library()  // every sign; its takes are read when first asked for
        let task = try library.task("HELLO,NAME")  // a sentence; "HELLO" is a word
        let scores = try await withThrowingTaskGroup { group in
            for recording in recordings {
                group.addTask { try task.feedback(on: recording).score }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        return scores
    }

    /// docs/backend.md: an error's line and kind.
    static func failure(store: Store, path: String, report: (String, Int32) -> Void) {
        do {
            let attempt = try Recording(path: path)
            print(try store.task("HELLO").feedback(on: attempt).summary)
        } catch {
            let failure = AnalysisFailure(error, at: path)
            report(failure.line, failure.kind.exitStatus)
        }
    }

    /// docs/backend.md: a live stream.
    static func live(store: Store, chunks: [[UInt8]]) throws -> [SpottedSign] {
        var spotted: [SpottedSign] = []
        var live = LiveSigns(try store.models())
        for chunk in chunks {  // NDJSON, cut anywhere
            spotted += try live.append(chunk.span.bytes)
        }
        spotted += try live.finish()
        return spotted
    }

    /// docs/content-author.md: takes of a sign.
    static func enrol(store: Store, paths: [String]) throws -> Int {
        let takes = try paths.map { (recording: try Recording(path: $0), signer: "anna") }
        let new = try store.takes(takes, of: "TEA")
        for (place, verdict) in new.verdicts {
            for caution in verdict.cautions { print(place, caution.text) }
        }
        let enrolled = try store.enrol(new, language: "ase", insisting: false)
        try store.calibrate(["TEA"])
        print(enrolled.added, enrolled.duplicates)
        return enrolled.added
    }

    /// Landmarks.md.
    static func landmarks(path: String) throws -> LandmarkClip {
        let clip = try LandmarkReader(parts: [.pose, .leftHand, .rightHand]).read(path: path)
        print(clip.frameCount, clip.coverage(of: .rightHand))
        let file = try clip.poseFile()  // .pose 0.2, every float32 bit kept
        return try LandmarkReader().read(file.span.bytes)
    }

    /// RecordingCheck.md.
    static func recordingCheck(path: String) throws -> Int {
        let checked = try CheckedRecording(LandmarkReader().read(path: path))
        for repair in checked.clip.warnings { print(repair.code.rawValue, repair.text) }
        return checked.clip.frameCount
    }

    /// SigningSpace.md.
    static func signingSpace(path: String) throws -> Int {
        let clip = try SigningClip(LandmarkReader().read(path: path))
        let features = SignFeatures(clip)
        print(clip.dominantHand, clip.duration, features.seen(.dominantLocation).count)
        return features.values(.dominantLocation).count
    }

    /// Alignment.md.
    static func alignment() throws -> Float {
        let layout = FeatureLayout([FeatureLayout.Group(width: 2, mismatchCost: 1)])
        func sequence(_ values: [Float]) -> FeatureSequence {
            let frames = values.count / 2
            return FeatureSequence(
                layout: layout, frameCount: frames, values: values,
                seen: Array(repeating: true, count: frames))
        }
        let attempt = sequence([0, 0, 1, 0, 1, 0, 2, 0])
        let reference = sequence([0, 0, 1, 0, 2, 0])
        let path = try WarpingPath(aligning: attempt, with: reference, WarpingOptions(bandShare: 0.5))
        print(path.cost, path.steps.map(\.reference))  // 0.0 [0, 1, 1, 2]
        return path.cost
    }

    /// Scoring.md.
    static func scoring(folder: String, attempt: String) throws -> String {
        let reader = LandmarkReader()
        let signs = try ["HELLO", "FATHER", "PLEASE"].map { gloss in
            let takes = try ["ada", "bruno", "chiara"].map { signer in
                let clip = try reader.read(path: "\(folder)/\(signer)/\(gloss).pose")
                return (id: "\(signer)/\(gloss)", take: try PreparedTake(clip, signer: signer))
            }
            return LibraryCalibration.Sign(gloss: gloss, takes: takes)
        }
        let library = LibraryCalibration(pool: signs).references(signs)
        let scored = try WordScorer().score(PreparedTake(reader.read(path: attempt)), against: library[0])
        print(scored.score, scored.feedback.summary)
        return scored.feedback.summary
    }

    /// PracticeStore.md.
    static func practiceStore(file: String) throws -> Int {
        let database = try StoreLocation(parsing: file).open()  // or postgresql://user@host/database
        for sign in try database.signs() { print(sign.gloss, sign.takes, sign.signers) }
        let history = try database.history(user: Learner.local, limit: 20, before: nil)
        for entry in history { print(entry.completedAt, entry.score, entry.feedbackSummary) }
        return history.count
    }
}
