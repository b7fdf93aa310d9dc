import Landmarks
import RecordingCheck
import Testing

@testable import SigningSpace

@Suite("Checks of impossible recordings")
struct HostileRecordingTests {
    /// Numbers that no camera, clock or person has, with many gaps.
    @Test(
        "come to an end, and keep what is finite",
        arguments: 0..<200 as Range<UInt64>)
    func hostile(seed: UInt64) throws {
        var clip = HostileClip.random(seed: seed)
        if seed.isMultiple(of: 3) { clip.facts.fps = [Double.nan, 0, -1, 1e300][Int(seed / 3) % 4] }
        if seed.isMultiple(of: 5) { (clip.facts.width, clip.facts.height) = (Int(seed) % 3, 0) }
        let checked: CheckedRecording
        do throws(RecordingFault) { checked = try CheckedRecording(clip) } catch {
            #expect(!error.description.isEmpty && !error.description.contains("\n"))
            return
        }
        #expect(checked.clip.frameCount == clip.frameCount)
        let isFinite = checked.clip.values.allSatisfy(\.isFinite)
        #expect(isFinite)
        #expect(checked.clip.facts.fps.map { $0.isFinite && $0 > 0 } ?? true)
        let (whole, holds) = checked.withoutHolds()
        #expect(whole.clip.frameCount <= clip.frameCount && whole.clip.frameCount >= min(clip.frameCount, 4))
        let areSane = holds.allSatisfy { $0.seconds >= 0 && $0.seconds.isFinite }
        #expect(areSane)
    }
}
