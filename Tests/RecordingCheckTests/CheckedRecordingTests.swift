import Trials
import Landmarks
import RecordingCheck
import SyntheticSigner
import Testing

/// Each harm to a recording is repaired and noted, and a sound recording is not changed.
@Suite("Checked recordings")
struct CheckedRecordingTests {
    private static let signs = ["HELLO", "HELP", "MOTHER", "PLEASE", "FRIEND", "WANT", "YES"]

    /// Right- and left-handed signers, with hanging and folded hands, in good and bad light.
    private static func clips() throws -> [(name: String, clip: LandmarkClip)] {
        try SignerProfile.people.enumerated().map { place, signer in
            let script = try #require(SignScript.named(signs[place % signs.count]))
            let clip = SyntheticSigner(profile: signer, seed: UInt64(place)).take(of: script).clip
            return ("\(script.gloss) by \(signer.name)", clip)
        }
    }

    private static let undone: [RecordingHarm] = [
        .labelsSwapped, .labelsSwappedForAWhile, .handSeenTwice, .upsideDown, .yUpwards, .onItsLeft,
        .onItsRight, .flipped, .missingAsZeros, .inPixels,
    ]

    @Test("a sound recording stays the same bit for bit, without a note")
    func sound() throws {
        for (name, clip) in try Self.clips() {
            let checked = try CheckedRecording(clip)
            #expect(checked.clip == clip, "\(name)")
            #expect(checked.isTimed && checked.isSized)
        }
    }

    @Test("a harm is repaired and noted", arguments: undone)
    func harm(_ harm: RecordingHarm) throws {
        var tried = 0
        for (name, clip) in try Self.clips() {
            guard let harmed = harm.applied(to: clip) else { continue }
            tried += 1
            let checked = try CheckedRecording(harmed).clip
            #expect(checked.warnings.map(\.code) == [harm.warning], "\(name)")
            #expect(checked.facts.width == clip.facts.width && checked.facts.height == clip.facts.height)
            let isSeenAlike = zip(checked.flags, clip.flags).allSatisfy {
                $0.contains(.present) == $1.contains(.present)
            }
            #expect(isSeenAlike, "\(name)")
            // Two rotations round twice; a missing landmark has no position.
            let isPlacedAlike = checked.flags.indices.allSatisfy { place in
                !checked.flags[place].contains(.present)
                    || (0..<3).allSatisfy {
                        let index = place * LandmarkClip.stride + $0
                        return abs(checked.values[index] - clip.values[index]) < 2e-6
                    }
            }
            #expect(isPlacedAlike, "\(name)")
            // A second check changes nothing.
            #expect(try CheckedRecording(checked).clip == checked)
        }
        #expect(tried >= 3)
    }

    @Test("a hand under the other side's name is given to its arm where the recording has only that name")
    func oneHand() throws {
        let clip = try #require(try Self.clips().first?.clip)
        let swapped = try #require(RecordingHarm.labelsSwapped.applied(to: clip)).keeping([.pose, .leftHand])
        let checked = try CheckedRecording(swapped).clip
        #expect(checked.warnings.map(\.code) == [.handsSwapped])
        #expect(checked.layout.parts == [.pose, .leftHand, .rightHand])
        #expect(checked.keeping([.pose, .rightHand]).values == clip.keeping([.pose, .rightHand]).values)
        #expect(checked.coverage(of: .leftHand) == 0)
    }

    @Test("two harms at once are repaired")
    func pairs() throws {
        let clip = try #require(try Self.clips().first?.clip)
        for first in [RecordingHarm.labelsSwapped, .upsideDown, .onItsLeft, .yUpwards] {
            for second in [RecordingHarm.missingAsZeros, .inPixels] {
                guard let harmed = first.applied(to: clip).flatMap(second.applied) else { continue }
                let codes = try CheckedRecording(harmed).clip.warnings.map(\.code)
                #expect(Set(codes) == Set([first.warning, second.warning].compactMap(\.self)))
            }
        }
    }

    @Test(
        "hands of another picture are refused in one line",
        arguments: [RecordingHarm.handsMirrored, .handsAtOrigin])
    func apart(_ harm: RecordingHarm) throws {
        var symmetric = 0
        for (name, clip) in try Self.clips() {
            let harmed = try #require(harm.applied(to: clip))
            do throws(RecordingFault) {
                let checked = try CheckedRecording(harmed)
                // Where both hands make the sign alike, its mirror image is the sign with swapped labels.
                #expect(checked.clip.warnings.map(\.code) == [.handsSwapped], "\(name)")
                symmetric += 1
            } catch {
                #expect(error.description.contains("wrists") && !error.description.contains("\n"))
            }
        }
        #expect(symmetric <= (harm == .handsMirrored ? 1 : 0))
    }

    @Test(
        "rates and clocks that no camera has are as if not stated",
        arguments: [0, -30, 0.5, 1000, 1e9, .infinity, .nan])
    func rates(_ rate: Double) throws {
        let clip = try #require(try Self.clips().first?.clip)
        for times in [nil, [Double](repeating: 3, count: clip.frameCount)] {
            let harmed = LandmarkClip(
                layout: clip.layout, facts: SourceFacts(fps: rate, width: 640, height: 480),
                frameCount: clip.frameCount, timestamps: times, values: clip.values, flags: clip.flags)
            let checked = try CheckedRecording(harmed)
            #expect(!checked.isTimed)
            #expect(checked.clip.timestamps == nil && checked.clip.facts.fps == nil)
            let codes = checked.clip.warnings.map(\.code)
            #expect(codes.contains(.rateAssumed))
            #expect(codes.contains(times == nil ? .rateDisbelieved : .clockDisbelieved))
        }
    }

    @Test("pixels without an image size are refused")
    func pixels() throws {
        let clip = try #require(try Self.clips().first?.clip)
        var harmed = try #require(RecordingHarm.inPixels.applied(to: clip))
        (harmed.facts.width, harmed.facts.height) = (nil, nil)
        #expect(throws: RecordingFault.pixelsOfUnknownSize) { try CheckedRecording(harmed) }
    }

    @Test(
        "a portrait of unknown size is told by the face",
        arguments: [(360, 640), (480, 640), (640, 480), (1280, 720)])
    func shape(width: Int, height: Int) throws {
        for signer in [SignerProfile.ada, .chiara, .gwen] {
            var camera = signer.camera
            (camera.width, camera.height) = (width, height)
            let script = try #require(SignScript.named("PLEASE"))
            var clip = SyntheticSigner(profile: signer, camera: camera, seed: 4).take(of: script).clip
            (clip.facts.width, clip.facts.height) = (nil, nil)
            let checked = try CheckedRecording(clip)
            #expect(!checked.isSized)
            #expect(checked.clip.warnings.map(\.code) == [.sizeAssumed])
            #expect((checked.clip.aspectRatio < 1) == (width < height), "\(signer.name)")
        }
    }
}
