import Foundation
import ObjectStorage
import TestSupport
import Testing

@Suite("Objects of a storage")
struct ObjectStorageTests {
    private static let object = Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
    private static let tag = ["ETag": "\"one\""]

    private static var limits: ObjectStorage.Limits {
        var limits = ObjectStorage.Limits()
        (limits.pause, limits.total, limits.stall) = (.milliseconds(2), .seconds(20), .seconds(1))
        return limits
    }

    private static func storage(
        _ server: ScriptedServer, _ change: (inout ObjectStorage.Limits) -> Void = { _ in }
    ) throws -> ObjectStorage {
        var limits = limits
        change(&limits)
        return try ObjectStorage(service: server.address + "/storage/v1", key: "secret", limits: limits)
    }

    /// The part of the object that a request asks for, as the service answers.
    private static func answer(_ request: ScriptedServer.Request) -> ScriptedServer.Step {
        guard let range = request.headers["range"],
            let start = range.split(separator: "=").last.flatMap({ Int($0.dropLast()) })
        else { return .answer(200, tag, object) }
        return .answer(
            206, tag.merging(["Content-Range": "bytes \(start)-\(object.count - 1)/\(object.count)"]) { $1 },
            object[start...])
    }

    @Test func isAskedForByBucketAndPathWithTheKey() throws {
        let server = try ScriptedServer { [Self.answer($0)] }
        let bytes = try Self.storage(server).object(
            bucket: "practice-recordings", path: "ada/a b?c#é%2F.pose")
        #expect(bytes == Self.object)
        let request = try #require(server.requests.first)
        #expect(
            request.path
                == "/storage/v1/object/authenticated/practice-recordings/ada/a%20b%3Fc%23%C3%A9%252F.pose")
        #expect(request.headers["apikey"] == "secret")
        #expect(request.headers["authorization"] == "Bearer secret")
        #expect(request.headers["accept-encoding"] == "gzip")
    }

    @Test(arguments: ["../other/a", "ada/../../key", "ada/./a", "ada//a", "/ada", ""])
    func aNameThatNoObjectHasIsNotAskedFor(path: String) throws {
        let server = try ScriptedServer { [Self.answer($0)] }
        #expect(throws: StorageFault.missing(object: "b/\(path)")) {
            try Self.storage(server).object(bucket: "b", path: path)
        }
        #expect(server.requests.isEmpty)
    }

    @Test func aMissingObjectIsNotAskedForAgain() throws {
        for answer in [ScriptedServer.Step.noObject, .answer(404)] {
            let server = try ScriptedServer { _ in [answer] }
            #expect(throws: StorageFault.missing(object: "b/a")) {
                try Self.storage(server).object(bucket: "b", path: "a")
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test func aRefusedKeyIsNamedWithTheServicesReason() throws {
        for answer in [
            ScriptedServer.Step.answer(403, [:], Data(#"{"message":"invalid signature"}"#.utf8)),
            .answer(400, [:], Data(#"{"statusCode":403,"message":"invalid signature"}"#.utf8)),
        ] {
            let server = try ScriptedServer { _ in [answer] }
            let fault = #expect(throws: StorageFault.self) {
                try Self.storage(server).object(bucket: "b", path: "a")
            }
            #expect(
                fault.map { "\($0)".contains("refuses the key") && "\($0)".contains("invalid signature") }
                    == true)
            #expect(fault.map { "\($0)".contains("secret") && !"\($0)".contains("secret key") } == false)
        }
    }

    /// Ways to misbehave at the first request, after which the service is well.
    static let misbehaviours: [(name: String, steps: [ScriptedServer.Step])] = [
        ("no answer", []),
        ("a reset connection", [.reset]),
        ("half of a head", [.send(Data("HTTP/1.1 200 O".utf8))]),
        ("no HTTP", [.send(Data("SSH-2.0-OpenSSH_9.2\r\n".utf8))]),
        ("an error", [.answer(500)]),
        ("too many requests", [.answer(429, ["Retry-After": "0"])]),
        ("a redirect", [.answer(302, ["Location": "http://127.0.0.1:1/"])]),
        (
            "a page of a portal",
            [.answer(200, ["Content-Type": "text/html; charset=utf-8"], Data("<html>".utf8))]
        ),
        ("half of the object", [.send(half(tag)), .reset]),
        ("half of an object without a tag", [.send(half([:]))]),
        (
            "a part that was not asked for",
            [.answer(206, ["Content-Range": "bytes 100-199/200000"], Data(count: 100))]
        ),
        (
            "a part that is not the whole",
            [.answer(206, ["Content-Range": "bytes 0-99/200000"], object[..<100])]
        ),
        ("a body that comes no further", [.send(half(tag)), .wait(.seconds(4))]),
        ("broken gzip", [.answer(200, ["Content-Encoding": "gzip"], Data("no gzip".utf8))]),
    ]

    private static func half(_ headers: [String: String]) -> Data {
        var head = "HTTP/1.1 200 OK\r\nContent-Length: \(object.count)\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        return Data((head + "\r\n").utf8) + object[..<100_000]
    }

    @Test(arguments: misbehaviours.indices)
    func isReadAfterTheServiceMisbehaved(place: Int) throws {
        let (name, steps) = Self.misbehaviours[place]
        let server = try ScriptedServer { $0.number == 0 ? steps : [Self.answer($0)] }
        #expect(try Self.storage(server).object(bucket: "b", path: "a") == Self.object, "\(name)")
        #expect(server.requests.count == 2, "\(name)")
    }

    @Test(arguments: misbehaviours.indices)
    func aServiceThatAlwaysMisbehavesIsUnavailable(place: Int) throws {
        let (name, steps) = Self.misbehaviours[place]
        // Of a transfer that breaks off, the second try brings the rest.
        let server = try ScriptedServer { _ in steps }
        let storage = try Self.storage(server) { $0.tries = 2 }
        let fault = #expect(throws: StorageFault.self, "\(name)") {
            try storage.object(bucket: "b", path: "a")
        }
        guard case .unavailable(_, let reason) = fault else {
            Issue.record("\(name): \(String(describing: fault))")
            return
        }
        #expect(!reason.isEmpty && !reason.contains("\n"), "\(name)")
    }

    @Test func aServiceThatAsksForMoreTimeThanIsLeftIsNotAskedAgain() throws {
        let server = try ScriptedServer { _ in [.answer(429, ["Retry-After": "3600"])] }
        #expect(throws: StorageFault.self) { try Self.storage(server).object(bucket: "b", path: "a") }
        #expect(server.requests.count == 1)
    }

    @Test func aTransferThatBreaksOffGoesOnWhereItEnded() throws {
        let server = try ScriptedServer {
            $0.number == 0 ? [.send(Self.half(Self.tag)), .wait(.milliseconds(50))] : [Self.answer($0)]
        }
        #expect(try Self.storage(server).object(bucket: "b", path: "a") == Self.object)
        #expect(server.requests.last?.headers["range"] == "bytes=100000-")
        #expect(server.requests.last?.headers["if-range"] == "\"one\"")
    }

    @Test func anotherObjectAtItsPlaceIsReadFromTheBeginning() throws {
        let other = Data(repeating: 7, count: 150_000)
        let server = try ScriptedServer {
            $0.number == 0 ? [.send(Self.half(Self.tag))] : [.answer(200, ["ETag": "\"two\""], other)]
        }
        #expect(try Self.storage(server).object(bucket: "b", path: "a") == other)
    }

    @Test func gzipIsDecoded() throws {
        let text = Data(String(repeating: "signify ", count: 1000).utf8)
        let packed = Data(gzipped(Array(text)))
        let server = try ScriptedServer { _ in [.answer(200, ["Content-Encoding": "gzip"], packed)] }
        #expect(try Self.storage(server).object(bucket: "b", path: "a") == text)
    }

    @Test func whatIsTooLargeIsNotHeld() throws {
        let bomb = Data(gzipped(Array(repeating: 0, count: 3_000_000)))
        for step in [
            // Stated, and not read.
            ScriptedServer.Step.send(
                Data("HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\n".utf8) + Self.object),
            // Not stated.
            .send(Data("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".utf8) + Self.object),
            .answer(200, ["Content-Encoding": "gzip"], bomb),
        ] {
            let server = try ScriptedServer { _ in [step, .wait(.milliseconds(20))] }
            let storage = try Self.storage(server) { $0.bytes = 100_000 }
            #expect(throws: StorageFault.tooLarge(object: "b/a", limit: 100_000)) {
                try storage.object(bucket: "b", path: "a")
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test func exactlyTheLimitIsRead() throws {
        let server = try ScriptedServer { [Self.answer($0)] }
        let storage = try Self.storage(server) { $0.bytes = Self.object.count }
        #expect(try storage.object(bucket: "b", path: "a") == Self.object)
        #expect(throws: StorageFault.self) {
            try Self.storage(server) { $0.bytes = Self.object.count - 1 }.object(bucket: "b", path: "a")
        }
    }

    @Test func anEmptyObjectHasNoBytes() throws {
        let server = try ScriptedServer { _ in [.answer(200)] }
        #expect(try Self.storage(server).object(bucket: "b", path: "a").isEmpty)
    }

    @Test func aServiceThatIsAwayIsUnavailable() throws {
        let server = try ScriptedServer { _ in [] }
        let storage = try Self.storage(server) { $0.tries = 2 }
        server.stop()
        let fault = #expect(throws: StorageFault.self) { try storage.object(bucket: "b", path: "a") }
        if case .unavailable = fault { return }
        Issue.record("\(String(describing: fault))")
    }

    @Test func manyThreadsReadAtOnce() async throws {
        let server = try ScriptedServer { [Self.answer($0)] }
        let storage = try Self.storage(server)
        try await withThrowingTaskGroup(of: Data.self) { group in
            for number in 0..<40 { group.addTask { try storage.object(bucket: "b", path: "\(number)") } }
            for try await bytes in group { #expect(bytes == Self.object) }
        }
        #expect(Set(server.requests.map(\.path)).count == 40)
    }

    @Test(arguments: [
        "", "project.supabase.co", "ftp://host/x", "https://", "https://u:p@host/x", "https://h/x?a=b",
    ])
    func whatIsNoAddressIsRefused(address: String) {
        #expect(throws: StorageAddressError.noAddress) { try ObjectStorage(service: address, key: "k") }
    }

    @Test(arguments: ["", "a b", "a\r\nX: y", "é"])
    func whatIsNoKeyIsRefused(key: String) {
        #expect(throws: StorageAddressError.noKey) { try ObjectStorage(service: "https://h", key: key) }
    }
}
