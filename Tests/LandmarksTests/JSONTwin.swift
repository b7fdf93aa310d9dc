@testable import Landmarks

/// A document or line, read by the scanner alone and by simdjson alone.
struct JSONTwin {
    /// The result of simdjson.
    let slow: Result<LandmarkClip, LandmarkError>
    /// The result of the scanner; `nil` where it leaves the text to simdjson.
    let quick: LandmarkClip?

    init(_ bytes: [UInt8], parts: Set<LandmarkPart> = Set(LandmarkPart.allCases)) throws {
        let scanning = try JSONFrames(parts: parts)
        quick = scanning.scanDocument(bytes.span.bytes) ? try scanning.clip() : nil
        // Where the scanner returns false, it leaves the frames unchanged.
        let reading = quick == nil ? scanning : try JSONFrames(parts: parts)
        slow = Self.result {
            () throws(LandmarkError) in
            try reading.readDocument(InputBytes(bytes))
            return try reading.clip()
        }
    }

    /// The same for lines, read in order; `scanned` counts those that the scanner read.
    static func lines(_ lines: [[UInt8]]) throws -> (twin: JSONTwin, scanned: Int) {
        let parts = Set(LandmarkPart.allCases)
        let mixed = try JSONFrames(parts: parts)
        let plain = try JSONFrames(parts: parts)
        var scanned = 0
        let quick = Self.result {
            () throws(LandmarkError) in
            for line in lines {
                let isRead = line.withUnsafeBytes { mixed.scanLine($0) }
                scanned += isRead ? 1 : 0
                if !isRead { try Self.read(line, into: mixed) }
            }
            return try mixed.clip()
        }
        let slow = Self.result {
            () throws(LandmarkError) in
            for line in lines { try Self.read(line, into: plain) }
            return try plain.clip()
        }
        return (JSONTwin(slow: slow, mixed: quick), scanned)
    }

    /// Whether the scanner gives simdjson's result to the bit, or none.
    var agrees: Bool {
        guard let quick else { return true }
        guard case .success(let slow) = slow else { return false }
        return quick.isIdentical(to: slow)
    }

    /// Whether both give the same clip or the same error.
    var areAlike: Bool { alike }

    private var alike = true

    private init(slow: Result<LandmarkClip, LandmarkError>, mixed: Result<LandmarkClip, LandmarkError>) {
        self.slow = slow
        quick = try? mixed.get()
        switch (slow, mixed) {
        case (.success(let slow), .success(let mixed)): alike = slow.isIdentical(to: mixed)
        case (.failure(let slow), .failure(let mixed)): alike = slow.description == mixed.description
        default: alike = false
        }
    }

    private static func read(_ line: [UInt8], into frames: borrowing JSONFrames) throws(LandmarkError) {
        try line.span.bytes.withUnsafeBytes { (bytes) throws(LandmarkError) in
            try frames.readLine(bytes, at: 0)
        }
    }

    private static func result(
        _ body: () throws(LandmarkError) -> LandmarkClip
    ) -> Result<LandmarkClip, LandmarkError> {
        do throws(LandmarkError) { return .success(try body()) } catch { return .failure(error) }
    }
}
