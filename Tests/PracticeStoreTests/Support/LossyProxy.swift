import Foundation
import Synchronization

/// A way to the server that breaks where a test says: what a network does, and no server can be made to.
final class LossyProxy: Sendable {
    /// What happens to the next COMMIT that comes by.
    enum Cut: Sendable {
        /// It never reaches the server.
        case onTheWay
        /// The server commits, and its answer does not come back.
        case onTheWayBack
        /// The server has it, and is cut off before it can have answered.
        case atOnce
    }

    /// Where it listens on 127.0.0.1.
    let port: Int
    private let server: Int
    private let listening: Int32
    private let state = Mutex(State())

    private struct State {
        var cut: Cut?
        var isDown = false
        var sockets: Set<Int32> = []
        var accepted = 0
    }

    /// A proxy to a port of 127.0.0.1.
    init(to server: Int) throws {
        self.server = server
        (listening, port) = try LossyProxy.listen()
        Thread.detachNewThread { [listening, weak self] in
            while true {
                let client = accept(listening, nil, nil)
                guard client >= 0 else { return }
                guard let self else {
                    close(client)
                    return
                }
                self.serve(client)
            }
        }
    }

    deinit {
        shutdown(listening, Int32(SHUT_RDWR))
        close(listening)
        sever()
    }

    /// Connections that were made through it.
    var accepted: Int { state.withLock { $0.accepted } }

    /// Cuts the connection of the next COMMIT.
    func cutNextCommit(_ cut: Cut) { state.withLock { $0.cut = cut } }

    /// Breaks every connection there is.
    func sever() {
        for socket in state.withLock({ $0.sockets }) { shutdown(socket, Int32(SHUT_RDWR)) }
    }

    /// Breaks every connection, and lets none be made until ``comeBack()``.
    func goDown() {
        state.withLock { $0.isDown = true }
        sever()
    }

    /// Lets connections be made again.
    func comeBack() { state.withLock { $0.isDown = false } }

    private func serve(_ client: Int32) {
        guard let server = try? LossyProxy.connect(to: server), !state.withLock({ $0.isDown }) else {
            close(client)
            return
        }
        state.withLock {
            $0.sockets.formUnion([client, server])
            $0.accepted += 1
        }
        let isMute = Flag()
        let ends = Flag()
        Thread.detachNewThread { [weak self] in
            LossyProxy.pump(from: client, to: server) { bytes in
                guard bytes.range(of: Data("COMMIT".utf8)) != nil,
                    let cut = self?.state.withLock({ state in
                        defer { state.cut = nil }
                        return state.cut
                    })
                else { return .pass }
                switch cut {
                case .onTheWay: return .drop
                case .onTheWayBack:
                    isMute.set()
                    return .pass
                case .atOnce:
                    // The server may be quicker than this thread, which is yet to end the connection.
                    isMute.set()
                    return .passAndEnd
                }
            }
            self?.end(client, server, ends)
        }
        Thread.detachNewThread { [weak self] in
            LossyProxy.pump(from: server, to: client) { _ in isMute.isSet ? .drop : .pass }
            self?.end(client, server, ends)
        }
    }

    /// Both directions end together; the second one closes.
    private func end(_ client: Int32, _ server: Int32, _ ends: Flag) {
        shutdown(client, Int32(SHUT_RDWR))
        shutdown(server, Int32(SHUT_RDWR))
        guard ends.set() else { return }
        state.withLock { $0.sockets.subtract([client, server]) }
        close(client)
        close(server)
    }

    private enum Fate { case pass, passAndEnd, drop }

    private static func pump(from source: Int32, to target: Int32, _ fate: (Data) -> Fate) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(source, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            let fate = fate(Data(buffer[..<count]))
            if fate == .drop { return }
            var sent = 0
            while sent < count {
                let more = buffer.withUnsafeBytes {
                    send(
                        target, $0.baseAddress?.advanced(by: sent), count - sent, Int32(MSG_NOSIGNAL)
                    )
                }
                guard more > 0 else { return }
                sent += more
            }
            if fate == .passAndEnd { return }
        }
    }

    private static func makeSocket() throws -> Int32 {
        let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard made >= 0 else { throw POSIXError(.EMFILE) }
        _ = fcntl(made, F_SETFD, FD_CLOEXEC)
        return made
    }

    /// A socket that listens on a free port of 127.0.0.1.
    static func listen() throws -> (socket: Int32, port: Int) {
        let made = try makeSocket()
        var address = address(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(made, $0, size) == 0 && getsockname(made, $0, &size) == 0
            }
        }
        guard isBound, Foundation.listen(made, 64) == 0 else { throw POSIXError(.EADDRINUSE) }
        return (made, Int(UInt16(bigEndian: address.sin_port)))
    }

    private static func connect(to port: Int) throws -> Int32 {
        let made = try makeSocket()
        var address = address(port)
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(made, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            close(made)
            throw POSIXError(.ECONNREFUSED)
        }
        return made
    }

    private static func address(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        return address
    }

    private final class Flag: Sendable {
        private let value = Mutex(false)
        var isSet: Bool { value.withLock { $0 } }

        /// Sets it; whether it was set before.
        @discardableResult
        func set() -> Bool {
            value.withLock { value in
                defer { value = true }
                return value
            }
        }
    }
}
