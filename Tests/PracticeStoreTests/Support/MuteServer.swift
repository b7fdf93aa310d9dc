import Foundation

/// A port that takes connections and says nothing.
final class MuteServer {
    let port: Int
    private let socket: Int32

    init() throws { (socket, port) = try LossyProxy.listen() }

    deinit { close(socket) }
}
