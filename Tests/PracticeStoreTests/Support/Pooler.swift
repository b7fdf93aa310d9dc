import Foundation
import TestSupport
import Testing

@testable import PracticeStore

/// PgBouncer in front of the temporary server, in transaction mode, with few sessions that take turns: what one
/// transaction leaves in its session is another's find.
final class Pooler: Sendable {
    /// One for the whole run, which ends with the process.
    static let shared = Result { try Pooler() }

    /// Where it listens on 127.0.0.1.
    let port: Int

    private init() throws {
        let url = try #require(PostgresServer.url)
        let server = try #require(URLComponents(string: url))
        let serverPort = try #require(server.port)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "signify-pooler-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        port = try Pooler.freePort()
        let settings = """
            [databases]
            * = host=127.0.0.1 port=\(serverPort) user=\(server.user ?? "") password=\(server.password ?? "")
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = \(port)
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = 3
            server_round_robin = 1
            max_client_conn = 500
            max_db_connections = 3
            server_idle_timeout = 2
            """
        let file = folder.appendingPathComponent("pgbouncer.ini")
        try settings.write(to: file, atomically: true, encoding: .utf8)
        let process = Process()
        // It refuses to run as root; with this process it ends, however that ends.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
        let owner = getuid() == 0 ? ["--reuid=postgres", "--regid=postgres", "--init-groups"] : []
        if getuid() == 0 { _ = chmod(folder.path, 0o755) }
        process.arguments = owner + ["--pdeathsig", "KILL", "--", "/usr/sbin/pgbouncer", "-q", file.path]
        let output = folder.appendingPathComponent("log")
        try Data().write(to: output)
        process.standardError = try FileHandle(forWritingTo: output)
        process.standardOutput = FileHandle.nullDevice
        // The signal comes with the end of the starting thread, so that thread stays.
        let started = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            try? process.run()
            started.signal()
            while true { sleep(3600) }
        }
        started.wait()
        for _ in 0..<200 where !Pooler.answers(port) { usleep(50_000) }
        guard Pooler.answers(port) else {
            throw PostgresFailure(
                message:
                    "pgbouncer does not answer: \((try? String(contentsOf: output, encoding: .utf8)) ?? "")")
        }
    }

    private static func freePort() throws -> Int {
        // A port that was free just now.
        try LossyProxy(to: PostgresServer.port).port
    }

    private static func answers(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
