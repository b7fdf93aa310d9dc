import CTransfer
import Foundation

/// One object in the course of being read, over one or several transfers.
final class Reading {
    /// What a transfer came to.
    enum Outcome {
        case whole(Data)
        case missing
        case tooLarge
        case refused(status: Int, String)
        /// Another try may succeed, after a time that the service asks for.
        case failed(String, after: Duration?)
    }

    private let limit: Int
    private var bytes = Data()
    /// The entity tag of the object whose first part is in `bytes`; `nil` where a part cannot be continued.
    private var tag: String?

    // Of the transfer.
    private var status = 0
    private var fields: [String: String] = [:]
    /// The length of the whole object, where a part states it.
    private var whole: Int?
    private var isBegun = false
    private var isTooLarge = false
    private var isUnexpected = false
    /// The first bytes of an answer that is no object.
    private var answer = Data()

    init(limit: Int) { self.limit = limit }

    /// The headers that ask for the rest of an object of which a part was read.
    var headers: [String] {
        guard !bytes.isEmpty, let tag else { return [] }
        return ["Range: bytes=\(bytes.count)-", "If-Range: \(tag)"]
    }

    /// Another transfer begins.
    func begin() {
        if tag == nil { bytes = Data() }
        (status, fields, whole, isBegun, isUnexpected) = (0, [:], nil, false, false)
        answer = Data()
    }

    func head(_ line: UnsafeRawBufferPointer) -> Bool {
        let text = String(decoding: line, as: UTF8.self)
        // A head follows another where the first was of an interim answer.
        if text.hasPrefix("HTTP/") {
            status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            fields = [:]
        } else if let colon = text.firstIndex(of: ":") {
            fields[text[..<colon].lowercased()] = text[text.index(after: colon)...]
                .trimmingCharacters(in: .whitespaces)
        }
        return true
    }

    func body(_ part: UnsafeRawBufferPointer) -> Bool {
        guard status == 200 || status == 206 else {
            answer.append(contentsOf: part.prefix(4096 - min(answer.count, 4096)))
            return true
        }
        if !isBegun {
            isBegun = true
            guard open() else { return false }
        }
        guard part.count <= limit - bytes.count else {
            isTooLarge = true
            return false
        }
        bytes.append(contentsOf: part)
        return true
    }

    /// Looks at the head of an object before its first byte; false ends the transfer.
    private func open() -> Bool {
        let isEncoded = fields["content-encoding"].map { $0.lowercased() != "identity" } ?? false
        if status == 206 {
            let range = range(fields["content-range"])
            whole = range?.whole
            isUnexpected = isEncoded || range?.start != bytes.count
            if isUnexpected { (bytes, tag) = (Data(), nil) }
            return !isUnexpected
        }
        (bytes, whole) = (Data(), nil)
        // A page in the place of an object is a portal's or a proxy's.
        if fields["content-type"]?.lowercased().hasPrefix("text/html") == true {
            isUnexpected = true
            return false
        }
        // A weak tag is of objects that are alike, not of the same bytes.
        tag = isEncoded ? nil : fields["etag"].flatMap { $0.hasPrefix("\"") ? $0 : nil }
        if !isEncoded, let length = fields["content-length"].flatMap({ Int($0) }) {
            guard length <= limit else {
                isTooLarge = true
                return false
            }
            bytes.reserveCapacity(length)
        }
        return true
    }

    /// The first byte and the length of the whole, of "bytes 100-199/200" or "bytes 100-199/*".
    private func range(_ field: String?) -> (start: Int, whole: Int?)? {
        guard let field, field.lowercased().hasPrefix("bytes ") else { return nil }
        let parts = field.dropFirst(6).split(separator: "/")
        guard parts.count == 2, let start = parts[0].split(separator: "-").first.flatMap({ Int($0) }) else {
            return nil
        }
        return (start, Int(parts[1]))
    }

    /// The outcome of the transfer that ended so.
    func next(_ result: transfer_result) -> Outcome {
        if isTooLarge { return .tooLarge }
        let message = withUnsafeBytes(of: result.message) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        if isUnexpected { return .failed("it answers with something that is no object", after: nil) }
        guard result.end == TRANSFER_DONE else { return .failed(message, after: nil) }
        switch Int(result.status) {
        case 200, 206:
            // An object without a byte.
            if !isBegun, !open() { return next(result) }
            guard whole.map({ $0 == bytes.count }) ?? true else {
                return .failed("it answers with a part of the object", after: nil)
            }
            return .whole(bytes)
        case 404, 410: return .missing
        case 401, 403: return .refused(status: Int(result.status), reason)
        case 400:
            // The service tells a missing object and a refused key in the body of a 400.
            switch stated?.statusCode?.text {
            case "404": return .missing
            case "401", "403": return .refused(status: 400, reason)
            default: return .failed("status 400: \(reason)", after: nil)
            }
        case 416:
            (bytes, tag) = (Data(), nil)
            return .failed("status 416: \(reason)", after: nil)
        case let status:
            return .failed(
                "status \(status): \(reason)",
                after: fields["retry-after"].flatMap { Int($0) }.map { .seconds(max($0, 0)) })
        }
    }

    /// An error of the service: {"statusCode": "404", "error": "not_found", "message": "Object not found"}.
    private struct Stated: Decodable {
        let statusCode: Code?
        let message: String?

        /// A string in some versions, a number in others.
        struct Code: Decodable {
            let text: String

            init(from decoder: any Decoder) throws {
                let value = try decoder.singleValueContainer()
                text = try (try? value.decode(Int.self)).map { String($0) } ?? value.decode(String.self)
            }
        }
    }

    private var stated: Stated? { try? JSONDecoder().decode(Stated.self, from: answer) }

    /// The service's own words, in one line.
    private var reason: String {
        let text = stated?.message ?? ""
        let line = text.unicodeScalars.prefix(200).filter { $0.value >= 0x20 }
        return line.isEmpty ? "no reason is given" : String(String.UnicodeScalarView(line))
    }
}
