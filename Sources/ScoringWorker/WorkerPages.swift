import FlyingFox
import FlyingSocks
import Foundation

/// A worker's pages for whoever watches it, on loopback: `/metrics` for Prometheus, `/health` for a supervisor.
public struct WorkerPages: Sendable {
    private let server: HTTPServer

    /// The pages of a worker on a port of 127.0.0.1; 0 takes a free one. Nothing is opened yet.
    public init(_ worker: ScoringWorker, port: UInt16) async throws {
        let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: port)
        server = HTTPServer(address: address, timeout: 5, logger: .disabled)
        let started = Date()
        // The store is asked on a thread that may wait: the handlers' own are few and must not.
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

    /// Opens the port and gives its number. Throws where it is taken.
    public func start() async throws -> UInt16 {
        let serving = Task { try await server.run() }
        // Whichever comes first: the port, or the reason why there is none.
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.waitUntilListening(timeout: 10) }
            group.addTask { try await serving.value }
            _ = try await group.next()
            group.cancelAll()
        }
        guard case .ip4(_, let port) = await server.listeningAddress else { return 0 }
        return port
    }

    /// Answers what was asked and closes the port.
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
