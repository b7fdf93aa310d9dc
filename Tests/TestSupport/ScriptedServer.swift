import Foundation
import Synchronization

/// An HTTP server on loopback that answers as a test says, also wrongly: with cut, slow and contradictory answers.
package final class ScriptedServer: Sendable {
    package struct Request: Sendable {
        /// The place among all requests, from 0.
        package let number: Int
        /// As sent: escaped, with the query.
        package let path: String
        /// By lower-case name.
        package let headers: [String: String]
    }

    package enum Step: Sendable {
        case send(Data)
        case wait(Duration)
        /// Breaks the connection off, without what was not sent.
        case reset
    }

    package var address: String { "http://127.0.0.1:\(port)" }
    package var requests: [Request] { state.value.withLock { $0.requests } }
    private let port: UInt16
    private let state = State()

    private final class State: Sendable {
        let value = Mutex<(requests: [Request], isStopped: Bool)>(([], false))
    }
    private let listener: Int32

    /// - Parameter answer: the steps of an answer, after which its connection is closed.
    package init(_ answer: @escaping @Sendable (Request) -> [Step]) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [state] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0, !state.value.withLock(\.isStopped) else { return }
                Thread.detachNewThread { Self.serve(client, state, answer) }
            }
        }
    }

    package func stop() {
        let isFirst = state.value.withLock { state in
            defer { state.isStopped = true }
            return !state.isStopped
        }
        if isFirst { shutdown(listener, Int32(SHUT_RDWR)) }
    }

    deinit {
        stop()
        close(listener)
    }

    private static func serve(
        _ client: Int32, _ state: State,
        _ answer: (Request) -> [Step]
    ) {
        defer { close(client) }
        var text = Data()
        var buffer = [UInt8](repeating: 0, count: 4096)
        while text.range(of: Data("\r\n\r\n".utf8)) == nil {
            let count = recv(client, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            text.append(contentsOf: buffer[..<count])
        }
        let lines = String(decoding: text, as: UTF8.self).components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...]
                .trimmingCharacters(in: .whitespaces)
        }
        let path = lines[0].split(separator: " ").dropFirst().first.map(String.init) ?? ""
        let request = state.value.withLock { state in
            let request = Request(number: state.requests.count, path: path, headers: headers)
            state.requests.append(request)
            return request
        }
        for step in answer(request) {
            switch step {
            case .send(let bytes):
                var sent = 0
                while sent < bytes.count {
                    let count = bytes[(bytes.startIndex + sent)...].withUnsafeBytes {
                        send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                    }
                    guard count > 0 else { return }
                    sent += count
                }
            case .wait(let duration): Thread.sleep(forTimeInterval: duration / .seconds(1))
            case .reset:
                var linger = linger(l_onoff: 1, l_linger: 0)
                setsockopt(
                    client, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
                return
            }
        }
    }
}

extension ScriptedServer.Step {
    /// A whole answer, with the length of its body.
    package static func answer(
        _ status: Int, _ headers: [String: String] = [:], _ body: Data = Data()
    ) -> ScriptedServer.Step {
        var head = "HTTP/1.1 \(status) Status\r\nConnection: close\r\n"
        for (name, value) in headers.merging(
            ["Content-Length": "\(body.count)"], uniquingKeysWith: { first, _ in first }
        )
        .sorted(by: { $0.key < $1.key }) {
            head += "\(name): \(value)\r\n"
        }
        return .send(Data((head + "\r\n").utf8) + body)
    }

    /// Supabase Storage's answer for a missing object.
    package static let noObject = answer(
        400, ["Content-Type": "application/json"],
        Data(#"{"statusCode":"404","error":"not_found","message":"Object not found"}"#.utf8))
}
