import Alignment
import Foundation

/// The engine's side of `make bench-check` and `make bench-peers`. A driver starts it once and sends commands on standard
/// input, so that the contestants take turns:
///
///     run WORK n        → "CPU_NS WALL_NS", nanoseconds per run over n runs, of all threads
///     answer WORK FILE  → "ok", and the work's result in FILE, as float64
///
///     BenchmarkRunner write FOLDER   writes the data of the peers
///     BenchmarkRunner peers FOLDER   reads commands about them
///     BenchmarkRunner paths          reads commands about paths of the engine
@main
struct BenchmarkRunner {
    static func main() throws {
        switch (CommandLine.arguments.dropFirst().first, CommandLine.arguments.count) {
        case ("write", 3): try DataFolder(path: CommandLine.arguments[2]).write()
        case ("peers", 3): try serve(Works.beside(DataFolder(path: CommandLine.arguments[2])))
        case ("paths", 2): try serve(Works.paths())
        default:
            FileHandle.standardError.write(
                Data("BenchmarkRunner: write FOLDER, peers FOLDER or paths\n".utf8))
            exit(64)
        }
    }

    private static func serve(_ works: [String: Work]) throws {
        say("ready \(WarpingKernel.best.name)")
        while let line = readLine() {
            let words = line.split(separator: " ", maxSplits: 2).map(String.init)
            guard words.count == 3, let work = works[words[1]] else {
                say("unknown \(line)")
                continue
            }
            do {
                say(
                    words[0] == "run" ? try time(work, count: Int(words[2]) ?? 1) : try answer(work, words[2])
                )
            } catch {
                say("failed \(error)")
            }
        }
    }

    private static func time(_ work: Work, count: Int) throws -> String {
        let wall = now(CLOCK_MONOTONIC)
        let processor = now(CLOCK_PROCESS_CPUTIME_ID)
        for _ in 0..<count { try work.run() }
        let spent = now(CLOCK_PROCESS_CPUTIME_ID) - processor
        return "\(spent / count) \((now(CLOCK_MONOTONIC) - wall) / count)"
    }

    private static func answer(_ work: Work, _ path: String) throws -> String {
        try work.answer().withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: path)) }
        return "ok"
    }

    private static func now(_ clock: clockid_t) -> Int {
        var time = timespec()
        clock_gettime(clock, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    private static func say(_ line: String) {
        print(line)
        fflush(nil)
    }
}
