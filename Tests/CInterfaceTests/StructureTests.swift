import CInterfaceHeader
import Landmarks
import Testing

@Suite("Structures of the C interface") struct StructureTests {
    private let bytes = Array("{\"fps\":25,\"mirrored\":false,\"frames\":[{\"poseLandmarks\":[]},{}]}".utf8)

    private func status(_ change: (inout signify_facts) -> Void) -> signify_status {
        var facts = signify_facts()
        facts.struct_size = MemoryLayout<signify_facts>.size
        change(&facts)
        var attempt: OpaquePointer?
        defer { _ = signify_attempt_free(attempt) }
        return signify_attempt_parse(bytes, bytes.count, nil, &facts, &attempt, nil)
    }

    @Test("facts override those of the recording")
    func facts() {
        var given = signify_facts()
        given.fps = 60
        given.width = 1280
        given.height = 720
        given.mirrored = SIGNIFY_MIRRORED
        given.dominant_hand = SIGNIFY_LEFT
        let attempt = Interface.attempt(bytes, facts: given).pointer
        var facts = signify_facts()
        facts.struct_size = MemoryLayout<signify_facts>.size
        #expect(signify_attempt_facts(attempt, &facts, nil) == SIGNIFY_OK)
        #expect(facts.fps == 60)
        #expect(facts.width == 1280 && facts.height == 720)
        #expect(facts.mirrored == SIGNIFY_MIRRORED)
        #expect(facts.dominant_hand == SIGNIFY_LEFT)
        #expect(signify_attempt_free(attempt) == SIGNIFY_OK)
    }

    @Test("facts out of range are wrong use")
    func ranges() {
        #expect(status { $0.fps = 1000 } == SIGNIFY_OK)
        for fps in [-1, 1000.5, .nan, .infinity] { #expect(status { $0.fps = fps } == SIGNIFY_WRONG_USE) }
        #expect(status { $0.width = 640 } == SIGNIFY_WRONG_USE)
        #expect(
            status {
                $0.width = 100_001; $0.height = 1
            } == SIGNIFY_WRONG_USE)
        #expect(status { $0.mirrored = 3 } == SIGNIFY_WRONG_USE)
        #expect(status { $0.dominant_hand = -1 } == SIGNIFY_WRONG_USE)
    }

    /// `signify_facts` of a later header, with a new member.
    private struct Later {
        var facts = signify_facts()
        var added = 0
    }

    @Test(
        "a structure of a later version is read if its new members are zero, and they are filled with zero")
    func laterVersion() {
        var later = Later()
        later.facts.struct_size = MemoryLayout<Later>.size
        func parse() -> signify_status {
            withUnsafePointer(to: &later) { pointer in
                var attempt: OpaquePointer?
                defer { _ = signify_attempt_free(attempt) }
                return signify_attempt_parse(
                    bytes, bytes.count, nil,
                    UnsafeRawPointer(pointer).assumingMemoryBound(to: signify_facts.self), &attempt, nil)
            }
        }
        #expect(parse() == SIGNIFY_OK)
        later.added = 7
        #expect(parse() == SIGNIFY_WRONG_USE)
        let attempt = Interface.attempt(bytes).pointer
        withUnsafeMutablePointer(to: &later) { pointer in
            let facts = UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: signify_facts.self)
            #expect(signify_attempt_facts(attempt, facts, nil) == SIGNIFY_OK)
        }
        #expect(later.added == 0)
        #expect(later.facts.fps == 25)
        #expect(signify_attempt_free(attempt) == SIGNIFY_OK)
    }

    @Test("an invalid struct_size is wrong use, and nothing is written", arguments: [0, 8, 31, 5000, -1])
    func sizes(size: Int) {
        let attempt = Interface.attempt(bytes).pointer
        var facts = signify_facts()
        facts.struct_size = size
        facts.fps = 99
        #expect(signify_attempt_facts(attempt, &facts, nil) == SIGNIFY_WRONG_USE)
        #expect(facts.fps == 99)
        #expect(signify_attempt_free(attempt) == SIGNIFY_OK)
    }

    @Test("the landmarks equal the engine's to the bit")
    func landmarks() throws {
        let clip = Interface.clip()
        let attempt = Interface.attempt(try clip.poseFile()).pointer
        var view = signify_landmarks()
        view.struct_size = MemoryLayout<signify_landmarks>.size
        #expect(signify_attempt_landmarks(attempt, &view, nil) == SIGNIFY_OK)
        #expect(view.frames == clip.frameCount && view.landmarks == 75 && view.face_landmarks == 0)
        #expect(view.parts == UInt32(SIGNIFY_POSE | SIGNIFY_LEFT_HAND | SIGNIFY_RIGHT_HAND))
        #expect(Array(UnsafeBufferPointer(start: view.values, count: clip.values.count)) == clip.values)
        #expect(
            Array(UnsafeBufferPointer(start: view.flags, count: clip.flags.count))
                == clip.flags.map(\.rawValue))
        #expect((view.timestamps == nil) == (clip.timestamps == nil))
        #expect(signify_attempt_free(attempt) == SIGNIFY_OK)
    }
}
