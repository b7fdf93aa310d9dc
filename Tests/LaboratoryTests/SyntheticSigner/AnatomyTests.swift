import Foundation
import Testing

@testable import SyntheticSigner

@Suite struct AnatomyTests {
    @Test(arguments: SignerProfile.people)
    func bonesKeepTheirLength(_ profile: SignerProfile) {
        for script in SignScript.library {
            let moments = skeletons(of: script, by: profile)
            for (from, to) in [(11, 13), (12, 14), (11, 12), (23, 24)] {
                let lengths = moments.map { ($0.body[from] - $0.body[to]).length }
                #expect((lengths.max() ?? 1) - (lengths.min() ?? 0) < 1e-9, "\(script.gloss) \(from)–\(to)")
            }
            // The knuckles follow the palm's proportions; the thumb's root is in the palm.
            for (from, to) in handBones + [(5, 9), (9, 13), (13, 17)] {
                for hand in [\Skeleton.leftHand, \.rightHand] {
                    let lengths = moments.map { ($0[keyPath: hand][from] - $0[keyPath: hand][to]).length }
                    #expect((lengths.max() ?? 1) - (lengths.min() ?? 0) < 1e-9)
                }
            }
        }
    }

    @Test(arguments: SignerProfile.people)
    func forearmEndsAtTheHand(_ profile: SignerProfile) {
        let arm = ArmModel(profile)
        for script in SignScript.library {
            for moment in skeletons(of: script, by: profile) {
                #expect(abs((moment.body[13] - moment.leftHand[0]).length - arm.forearm) < 1e-9)
                #expect(abs((moment.body[14] - moment.rightHand[0]).length - arm.forearm) < 1e-9)
            }
        }
    }

    /// In every frame of every sign, the long fingers bend only towards the palm, within the joints' limits.
    @Test(arguments: SignerProfile.people)
    func jointsStayWithinTheirLimits(_ profile: SignerProfile) {
        for script in SignScript.library {
            for moment in skeletons(of: script, by: profile) {
                for (hand, isRight) in [(moment.rightHand, true), (moment.leftHand, false)] {
                    // Out of the palm: fingers × thumb's side on a right hand, the mirror image on a left one.
                    let across = (hand[5] - hand[17]).unit
                    let along = ((hand[5] + hand[9] + hand[13] + hand[17]) / 4 - hand[0]).unit
                    let normal = (isRight ? across.cross(along) : along.cross(across)).unit
                    for finger in [Finger.index, .middle, .ring, .pinky] {
                        let base = finger.baseLandmark
                        let bones = (0..<3).map { (hand[base + $0 + 1] - hand[base + $0]).unit }
                        let first = asin(max(-1, min(1, bones[0].dot(normal)))) * 180 / .pi
                        #expect(first > -30, "\(script.gloss): \(finger) bends \(first)° backwards")
                        for (near, far, limit) in [(0, 1, 111.0), (1, 2, 81.0)] {
                            let angle = acos(max(-1, min(1, bones[near].dot(bones[far])))) * 180 / .pi
                            #expect(angle < limit)
                        }
                    }
                }
            }
        }
    }

    @Test func fistsCloseToThePalm() {
        let hand = HandModel(palmLength: 1, fingerRatio: 1)
        let fist = hand.landmarks(.s)
        for tip in [8, 12, 16, 20] {
            #expect(fist[tip].z > 0.1, "the tip is before the palm")
            #expect(fist[tip].y < fist[tip - 3].y, "and below its knuckle")
        }
        #expect(fist[4].z > fist[6].z * 0.6 && fist[4].x > fist[5].x, "the thumb lies across the fingers")
        let flat = hand.landmarks(.flatB)
        #expect(flat[4].x < flat[5].x, "the thumb is beside the index finger")
        for shape in [Handshape.o, .flatO, .f] {
            let points = hand.landmarks(shape)
            #expect((points[4] - points[8]).length < 0.5, "\(shape.name): thumb and index meet")
        }
    }

    /// A right palm towards the camera with the fingers up has its thumb on the image's right.
    @Test func handsAreNotInverted() throws {
        let script = try #require(SignScript.named("GOODBYE"))
        for (profile, isRight) in [(SignerProfile.ada, true), (.dev, false)] {
            let moment = skeletons(of: script, by: machine(profile))[25]
            let hand = isRight ? moment.rightHand : moment.leftHand
            #expect((hand[4].x > hand[20].x) == isRight)
            #expect(hand[12].y > hand[0].y)
            #expect((moment.body[16].x < moment.body[15].x), "the right wrist is on the image's left")
        }
    }

    @Test func leftHandedSignersAreMirrorImages() {
        var left = machine(.ada)
        left.dominantHand = .left
        for script in SignScript.library {
            for (one, other) in zip(
                skeletons(of: script, by: machine(.ada)), skeletons(of: script, by: left))
            {
                for (point, twin) in zip(one.rightHand + one.leftHand, other.leftHand + other.rightHand) {
                    #expect((point - twin.acrossBody).length < 1e-9)
                }
                for (landmark, twin) in [(0, 0), (13, 14), (15, 16), (7, 8)] {
                    #expect((one.body[landmark] - other.body[twin].acrossBody).length < 1e-9)
                }
            }
        }
    }

    @Test func symmetricSignsAreSymmetric() {
        for script in SignScript.library where script.otherHand == .symmetric {
            for moment in skeletons(of: script, by: machine(.bruno)) {
                for (right, left) in zip(moment.rightHand, moment.leftHand) {
                    #expect((right - left.acrossBody).length < 1e-9)
                }
            }
        }
    }
}
