import CLandmarks
import FuzzDriver
import Glibc

/// The scanner gives what simdjson gives, to the bit, or leaves the bytes to it, whichever parts are read; and both take
/// the same lines.
@main struct FuzzScanner {
    static func main() {
        let status = fuzz(CommandLine.argc, CommandLine.unsafeArgv) { start, count in
            FuzzScanner.check(UnsafeRawBufferPointer(start: start, count: count))
            return 0
        }
        precondition(status == 0)
    }

    static func check(_ bytes: UnsafeRawBufferPointer) {
        // Exactly as long as the text, so that the sanitizer sees a byte read beyond it.
        let text = UnsafeMutablePointer<CChar>.allocate(capacity: max(bytes.count, 1))
        defer { text.deallocate() }
        UnsafeMutableRawBufferPointer(start: text, count: bytes.count).copyMemory(from: bytes)
        let padded =
            bytes.map { CChar(bitPattern: $0) } + Array(repeating: 0x20, count: landmark_json_padding())

        for parts in [0x7F, 0x0D, UInt32(bytes.first ?? 0) & 0x7F] {
            let (quick, slow) = (landmark_json_create(parts), landmark_json_create(parts))
            defer {
                landmark_json_destroy(quick)
                landmark_json_destroy(slow)
            }
            var fault = landmark_json_fault()
            if landmark_json_scan_document(quick, text, bytes.count) {
                precondition(landmark_json_read_document(slow, padded, bytes.count, &fault))
                compare(quick, slow)
            }
        }
        let (quick, slow) = (landmark_json_create(0x7F), landmark_json_create(0x7F))
        defer {
            landmark_json_destroy(quick)
            landmark_json_destroy(slow)
        }
        for line in UnsafeRawBufferPointer(start: text, count: bytes.count).split(separator: 0x0A) {
            var (fault, other) = (landmark_json_fault(), landmark_json_fault())
            let start = line.base.baseAddress?.advanced(by: line.startIndex).assumingMemoryBound(
                to: CChar.self)
            let isRead =
                landmark_json_scan_line(quick, start, line.count)
                || landmark_json_read_line(quick, start, line.count, 0, &fault)
            precondition(isRead == landmark_json_read_line(slow, start, line.count, 0, &other))
            guard isRead else {
                precondition(
                    fault.code == other.code && fault.byte == other.byte && fault.frame == other.frame)
                return
            }
        }
        compare(quick, slow)
    }

    private static func compare(_ quick: OpaquePointer?, _ slow: OpaquePointer?) {
        var (a, b) = (landmark_json_result(), landmark_json_result())
        var (fault, other) = (landmark_json_fault(), landmark_json_fault())
        let isThere = landmark_json_get(quick, &a, &fault)
        precondition(isThere == landmark_json_get(slow, &b, &other))
        guard isThere else { return precondition(fault.code == other.code) }
        precondition(a.frame_count == b.frame_count && a.entry_count == b.entry_count)
        precondition(
            a.parts == b.parts && a.face_count == b.face_count && (a.times == nil) == (b.times == nil))
        precondition(a.facts.width == b.facts.width && a.facts.height == b.facts.height)
        precondition(a.facts.fps == b.facts.fps || (a.facts.fps.isNaN && b.facts.fps.isNaN))
        precondition(a.facts.mirrored == b.facts.mirrored && a.facts.dominant_hand == b.facts.dominant_hand)
        precondition(
            a.clock == b.clock && (a.counts == nil) == (b.counts == nil) && a.times_are_few == b.times_are_few
        )
        precondition(
            strcmp(a.passed_over, b.passed_over) == 0 && strcmp(a.all_passed_over, b.all_passed_over) == 0)
        for frame in 0..<a.frame_count {
            if a.counts != nil { precondition(a.counts[frame].bitPattern == b.counts[frame].bitPattern) }
            precondition(a.first_entry[frame] == b.first_entry[frame])
            if a.times != nil { precondition(a.times[frame].bitPattern == b.times[frame].bitPattern) }
        }
        for index in 0..<a.entry_count {
            let (mine, yours) = (a.entries[index], b.entries[index])
            precondition(mine.part == yours.part)
            for landmark in 0..<(mine.part == 1 ? Int(a.face_count) : mine.part % 4 == 0 ? 33 : 21) {
                precondition(a.flags[mine.start + landmark] == b.flags[yours.start + landmark])
                for lane in 0..<4 {
                    precondition(
                        a.values[(mine.start + landmark) * 4 + lane].bitPattern
                            == b.values[(yours.start + landmark) * 4 + lane].bitPattern)
                }
            }
        }
    }
}
