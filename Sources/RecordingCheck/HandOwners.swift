import Landmarks
import Wording

/// Assigns each hand to the arm that it is on.
///
/// A hand lies at the pose's wrist, knuckles and thumb of its side. Over 862 real takes the distance to its
/// own side is 0.10 shoulder widths in the median (within 0.24 in 99 % of takes), and 2.1 to the other side.
enum HandOwners {
    /// Landmarks of a hand, and the pose's landmarks at the same places: wrist, little-finger knuckle, index
    /// knuckle, thumb.
    private static let joints: [4 of (hand: Int, arm: Int)] = [(0, 15), (17, 17), (5, 19), (2, 21)]
    private static let hands = [LandmarkPart.leftHand, .rightHand]
    /// A frame decides the hands' owners where the distances to the two sides differ by more than `clear`
    /// shoulder widths, or for two hands by more than `near.distance` with one at most `near.share` of the
    /// other. 852 of 862 real takes decide, none wrongly.
    private static let clear: Float = 0.4
    private static let near = (distance: Float(0.15), share: Float(0.5))
    /// Consecutive frames that must agree on a swap; undecided frames between them do not count. One or two
    /// are detector errors.
    private static let leastFrames = 3
    /// Two hands whose landmarks differ by less than this share of a palm length are one hand.
    private static let same: Float = 0.5
    /// Hands farther from both wrists than this, in shoulder widths and in most frames, belong to another
    /// image.
    private static let apart: Float = 0.8
    /// The largest step of a hand from one frame to the next, in shoulder widths, in most frames.
    private static let steady: Float = 0.4
    /// Hands on their arms are nearer than this to them, in shoulder widths, in 99 of 100 takes.
    private static let onArm: Float = 0.24
    /// Hands are mirrored where the distance exceeds `distance`, in shoulder widths, and the mirror image has
    /// less than `share` of it.
    private static let mirrored = (share: Float(0.88), distance: Float(0.12))

    /// The distances of a frame's hands from the arms, in shoulder widths.
    private struct Sighting {
        var frame: Int
        /// The distance of a hand from its own side's arm and from the other; `nil` where the hand is missing.
        typealias Distances = (own: Float, other: Float)
        var left: Distances?
        var right: Distances?
        /// Whether the two hands are one hand.
        var isOneHand = false

        /// 1 where the hands are on each other's arms, -1 where they are on their own, 0 where undecided.
        var vote: Int {
            let count = (left == nil ? 0 : 1) + (right == nil ? 0 : 1)
            guard !isOneHand, count > 0 else { return 0 }
            let own = ((left?.own ?? 0) + (right?.own ?? 0)) / Float(count)
            let other = ((left?.other ?? 0) + (right?.other ?? 0)) / Float(count)
            // One hand may come near the other arm; two hands do not exchange places.
            let isClear =
                abs(own - other) > clear
                || (count == 2 && abs(own - other) > near.distance
                    && min(own, other) < near.share * max(own, other))
            return isClear ? (own > other ? 1 : -1) : 0
        }

        /// The distances of a hand from its own arm, less those from the other.
        var excess: (left: Float, right: Float) {
            (left.map { $0.own - $0.other } ?? 0, right.map { $0.own - $0.other } ?? 0)
        }
    }

    /// The distances of a hand and of its mirror image from the nearer arm, for all joints and for the wrist
    /// alone, in shoulder widths.
    private struct Mirroring {
        var plain: Float
        var mirror: Float
        var plainWrist: Float
        var mirrorWrist: Float
    }

    /// Corrects swapped labels, in all frames or some, and removes a hand that was detected twice.
    ///
    /// - Throws: ``RecordingFault/handsApart(distance:)``, ``RecordingFault/handsMirrored(distance:)``.
    static func settle(_ draft: inout RecordingDraft) throws(RecordingFault) {
        guard let unit = draft.shoulderWidth else { return }
        var (sightings, nearest, mirrors) = ([Sighting](), [Float](), [Mirroring]())
        var steps: [Float] = []
        for frame in 0..<draft.frameCount {
            var sighting = Sighting(frame: frame)
            sighting.isOneHand = isOneHand(draft, frame)
            for part in hands where draft.shows(part, frame: frame) {
                guard let own = reach(draft, part, frame, toOther: false, isMirrored: false),
                    let other = reach(draft, part, frame, toOther: true, isMirrored: false)
                else { continue }
                let distances = (own: own.mean / unit, other: other.mean / unit)
                if part == .leftHand { sighting.left = distances } else { sighting.right = distances }
                if frame > 0, let now = draft.point(0, of: part, frame: frame),
                    let before = draft.point(0, of: part, frame: frame - 1)
                {
                    steps.append(distance(now, before) / unit)
                }
                nearest.append(min(own.mean, other.mean) / unit)
                guard own.isWhole, !sighting.isOneHand,
                    let mirror = reach(draft, part, frame, toOther: false, isMirrored: true),
                    let mirrorOfOther = reach(draft, part, frame, toOther: true, isMirrored: true)
                else { continue }
                mirrors.append(
                    Mirroring(
                        plain: min(own.mean, other.mean) / unit,
                        mirror: min(mirror.mean, mirrorOfOther.mean) / unit,
                        plainWrist: min(own.wrist, other.wrist) / unit,
                        mirrorWrist: min(mirror.wrist, mirrorOfOther.wrist) / unit))
            }
            guard sighting.left != nil || sighting.right != nil else { continue }
            sightings.append(sighting)
        }
        // A track that jumps faster than any hand is not refused here; the judgement reports it.
        if median(steps) ?? 0 < steady { try refuse(nearest, mirrors) }
        takeOutSecondHands(&draft, &sightings)
        putLabelsRight(&draft, sightings)
    }

    private static func refuse(
        _ nearest: [Float], _ mirrors: [Mirroring]
    ) throws(RecordingFault) {
        guard nearest.count >= leastFrames, let distance = median(nearest) else { return }
        if let plain = median(mirrors.map(\.plain)), let mirror = median(mirrors.map(\.mirror)),
            plain > mirrored.distance, mirror < mirrored.share * plain, mirror < onArm,
            // The wrist must fit too: a hand at another angle than its arm is still on it.
            let wrist = median(mirrors.map(\.plainWrist)),
            let mirrorWrist = median(mirrors.map(\.mirrorWrist)), mirrorWrist < mirrored.share * wrist
        {
            throw .handsMirrored(distance: distance)
        }
        if distance > apart { throw .handsApart(distance: distance) }
    }

    /// Of a hand that was detected twice, removes the one at the other side's wrist.
    private static func takeOutSecondHands(_ draft: inout RecordingDraft, _ sightings: inout [Sighting]) {
        let doubled = sightings.indices.filter { index in
            let excess = sightings[index].excess
            return sightings[index].isOneHand && abs(excess.left - excess.right) > 2 * clear
                && excess.left * excess.right < 0
        }
        guard doubled.count >= leastFrames else { return }
        for index in doubled {
            let isLeft = sightings[index].excess.left > 0
            draft.remove(isLeft ? .leftHand : .rightHand, frame: sightings[index].frame)
            if isLeft { sightings[index].left = nil } else { sightings[index].right = nil }
            sightings[index].isOneHand = false
        }
        draft.note(.handSeenTwice, ["frames": .number(Double(doubled.count))])
    }

    /// Exchanges the hands in frames that decide for a swap, and in the undecided frames nearest to them.
    private static func putLabelsRight(_ draft: inout RecordingDraft, _ sightings: [Sighting]) {
        let votes = sightings.map(\.vote)
        let telling = votes.indices.filter { votes[$0] != 0 }
        // Runs of frames with the same vote. A short run of swapped votes may be chance and is ignored.
        var swapped: [Int] = []
        var run: [Int] = []
        var lasting: [(index: Int, isSwapped: Bool)] = []
        func close() {
            guard let first = run.first else { return }
            let isSwapped = votes[first] > 0
            if !isSwapped || run.count >= leastFrames { lasting += run.map { ($0, isSwapped) } }
            run = []
        }
        for index in telling {
            if let last = run.last, votes[last] != votes[index] { close() }
            run.append(index)
        }
        close()
        guard lasting.contains(where: \.isSwapped) else { return }
        var next = 0
        for index in sightings.indices {
            while next + 1 < lasting.count,
                abs(lasting[next + 1].index - index) <= abs(lasting[next].index - index)
            {
                next += 1
            }
            if lasting[next].isSwapped { swapped.append(sightings[index].frame) }
        }
        for (one, other) in [
            (LandmarkPart.leftHand, LandmarkPart.rightHand), (.leftHandWorld, .rightHandWorld),
        ]
        where [one, other].contains(where: { draft.layout.range(of: $0) != nil }) {
            draft.add(one)
            draft.add(other)
        }
        for frame in swapped {
            draft.exchange(.leftHand, .rightHand, frame: frame)
            draft.exchange(.leftHandWorld, .rightHandWorld, frame: frame)
        }
        draft.note(
            .handsSwapped,
            ["frames": .number(Double(swapped.count)), "whole": .number(Double(draft.frameCount))])
    }

    /// The mean distance between the detected joints of a hand and an arm, in image heights; also that of the
    /// wrist, and whether all joints are there.
    private static func reach(
        _ draft: RecordingDraft, _ part: LandmarkPart, _ frame: Int, toOther: Bool, isMirrored: Bool
    ) -> (mean: Float, wrist: Float, isWhole: Bool)? {
        // In the pose, the right side has the next index.
        let side = (part == .rightHand) != toOther ? 1 : 0
        var (sum, wrist, count) = (Float(0), Float(0), 0)
        for index in joints.indices {
            let (joint, arm) = joints[index]
            guard var point = draft.point(joint, of: part, frame: frame),
                let place = draft.point(arm + side, of: .pose, frame: frame)
            else { continue }
            if isMirrored { point.x = draft.aspectRatio - point.x }
            if joint == 0 { wrist = distance(point, place) }
            sum += distance(point, place)
            count += 1
        }
        return count > 0 ? (sum / Float(count), wrist, count == joints.count) : nil
    }

    private static func isOneHand(_ draft: RecordingDraft, _ frame: Int) -> Bool {
        var (sum, count) = (Float(0), 0)
        for landmark in 0..<21 {
            guard let left = draft.point(landmark, of: .leftHand, frame: frame),
                let right = draft.point(landmark, of: .rightHand, frame: frame)
            else { continue }
            sum += distance(left, right)
            count += 1
        }
        guard count > 0, let wrist = draft.point(0, of: .leftHand, frame: frame),
            let knuckle = draft.point(9, of: .leftHand, frame: frame)
        else { return false }
        return sum / Float(count) < same * distance(wrist, knuckle)
    }
}
