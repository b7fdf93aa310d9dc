import Foundation
import Testing

/// `signify-score worker`, which becomes another program.
@Suite struct WorkerCommandTests {
    @Test("takes its arguments to the worker beside it")
    func besideIt() throws {
        let refusal = try CommandRun(["worker", "--db", "practice.sqlite"])
        #expect(refusal.status == 65)
        #expect(refusal.errors.hasPrefix("signify-worker: workers need a queue"))
        let help = try CommandRun(["worker", "--help"])
        #expect(help.status == 0)
        #expect(help.output.contains("--metrics-port"))
    }

    @Test("says where the worker is missed")
    func alone() throws {
        let workplace = try Workplace()
        let alone = URL(fileURLWithPath: workplace.path("signify-score"))
        try FileManager.default.copyItem(at: CommandRun.executable(), to: alone)
        let run = try CommandRun(["worker", "--db", "practice.sqlite"], of: alone)
        #expect(run.status == 69)
        #expect(run.output == "")
        #expect(run.errorLines.count == 1)
        let missed = alone.deletingLastPathComponent().appendingPathComponent("signify-worker").path
        #expect(run.errors.hasPrefix("signify-score: "))
        #expect(run.errors.contains("\(missed) cannot be started: No such file or directory; build it"))
    }
}
