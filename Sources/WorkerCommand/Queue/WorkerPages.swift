import FlyingFox
import FlyingSocks
import Foundation
import Signify
import Synchronization

/// A worker's HTTP pages on loopback: `/metrics` for Prometheus, `/health` for a supervisor.
public struct WorkerPages: Sendable {
    private let server: HTTPServer
    private let port: UInt16

    /// Pages on a port of 127.0.0.1; 0 selects a free port. ``start()`` opens it.
    public init(_ worker: ScoringWorker, port: UInt16) async throws {
        self.port = port
        let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: port)
        server = HTTPServer(address: address, timeout: 5, logger: .disabled)
        let started = Date()
        // The pages query the store, which blocks; the few threads of the handlers must not block.
        await server.appendRoute("GET /metrics") { _ in
            let page = await Self.blocking { worker.metrics(started: started) }
            return Self.response(.ok, page, type: "text/plain; version=0.0.4; charset=utf-8")
        }
        await server.appendRoute("GET /health") { _ in
            guard let fault = await Self.blocking({ worker.health() }) else {
                return Self.response(.ok, "ok\n")
            }
            return Self.response(.serviceUnavailable, fault + "\n")
        }
    }

    /// Opens the port; returns its number. Throws ``AnalysisFailure`` for a port in use.
    public func start() async throws -> UInt16 {
        let serving = Serving()
        Task {
            do {
                try await server.run()
            } catch {
                serving.failure.withLock { $0 = String(describing: error) }
            }
        }
        while true {
            if case .ip4(_, let port) = await server.listeningAddress { return port }
            if let reason = serving.failure.withLock({ $0 }) {
                throw AnalysisFailure(
                    "port \(port) of 127.0.0.1 cannot be used: \(reason); name another port",
                    kind: .unavailable)
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// The failure of the server's task.
    private final class Serving: Sendable {
        let failure = Mutex<String?>(nil)
    }

    /// Answers the open requests and closes the port.
    public func stop() async { await server.stop(timeout: 1) }

    private static func response(
        _ status: HTTPStatusCode, _ text: String, type: String = "text/plain; charset=utf-8"
    ) -> HTTPResponse {
        HTTPResponse(
            statusCode: status, headers: [.contentType: type, HTTPHeader("Cache-Control"): "no-store"],
            body: Data(text.utf8))
    }

    private static func blocking<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async { continuation.resume(returning: body()) }
        }
    }
}
