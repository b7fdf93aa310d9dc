import Landmarks
import Testing
import Wording

@testable import Scoring

@Suite("What a learner reads")
struct AdviceTests {
    private static let advice: [Advice] = [
        .fingers(straighten: [1], bend: []), .fingers(straighten: [], bend: [3, 4]),
        .fingers(straighten: [1, 2, 3], bend: [4]), .openHand, .closeHand, .thumbOut, .thumbIn,
        .face(SIMD3(0, 0, -1)), .face(SIMD3(0.8, 0, 0.6)), .point(SIMD3(0.7, -0.7, 0)), .raise, .lower,
        .moveLeft, .moveRight, .useHand, .larger, .smaller, .otherWay,
        .again, .turn, .slower, .faster,
    ]

    @Test("a right-handed learner's messages")
    func rightHanded() {
        let messages = Self.advice.map { $0.text([.right], size: 0.5) }
        #expect(
            messages == [
                "Straighten your right index finger.",
                "Bend the ring and little fingers of your right hand.",
                "Straighten the index, middle and ring fingers of your right hand and bend the little finger.",
                "Open your right hand: straighten the fingers.", "Close your right hand: bend the fingers.",
                "Stretch your right thumb out to the side.",
                "Fold your right thumb in, closer to the palm.",
                "Turn your right palm so that it faces the camera.",
                "Turn your right palm so that it faces your left, and a little towards you.",
                "Turn your right hand so that the fingers point towards your left, and a little up.",
                "Raise your right hand: it was about half a shoulder width too low.",
                "Lower your right hand: it was about half a shoulder width too high.",
                "Move your right hand to your left, by about half a shoulder width.",
                "Move your right hand to your right, by about half a shoulder width.",
                "Use your right hand too: this sign needs both hands.",
                "Make the movement of your right hand larger: it was somewhat too small.",
                "Make the movement of your right hand smaller: it was somewhat too large.",
                "Move your right hand the other way: start where the reference starts, and end where it ends.",
                "Repeat the movement of your right hand as often as in the reference.",
                "Turn your right hand as in the reference: watch which way the palm faces.",
                "Sign it more slowly.", "Sign it faster.",
            ])
    }

    @Test("a left-handed learner, whose signing space is a mirror, is told the own left and right")
    func leftHanded() {
        func message(_ advice: Advice) -> String { advice.text([.left], isReflected: true, size: 0.3) }
        #expect(message(.moveLeft) == "Move your left hand to your right, by about a hand's width.")
        #expect(message(.moveRight) == "Move your left hand to your left, by about a hand's width.")
        #expect(message(.face(SIMD3(1, 0, 0))) == "Turn your left palm so that it faces your right.")
        #expect(message(.raise) == "Raise your left hand: it was about a hand's width too low.")
    }

    @Test(
        "how much too small or large a movement was is said as it is",
        arguments: [
            (1.4, "somewhat too small", "somewhat too large"),
            (2.1, "about half as large", "about twice as large"),
            (2.9, "about a third as large", "about three times as large"),
            (9, "hardly moved", "about three times as large"),
        ])
    func sizes(size: Double, smaller: String, larger: String) {
        func message(_ advice: Advice) -> String { advice.text([.right], size: size) }
        #expect(message(.larger).contains(smaller))
        #expect(message(.smaller).contains(larger))
    }

    @Test("both hands are told what both are to do")
    func bothHands() throws {
        func message(_ one: Advice, _ two: Advice) throws -> String {
            try #require(one.together(with: two))
                .text([.right, .left], size: 0.8)
        }
        #expect(try message(.raise, .raise) == "Raise your hands: they were about a shoulder width too low.")
        #expect(
            try message(.moveLeft, .moveRight)
                == "Move your hands closer together: each was about a shoulder width too far out.")
        #expect(
            try message(.moveRight, .moveLeft)
                == "Move your hands further apart: each was about a shoulder width too far in.")
        #expect(
            try message(.fingers(straighten: [1], bend: []), .fingers(straighten: [1], bend: []))
                == "Straighten the index fingers of both hands.")
        #expect(Advice.raise.together(with: .lower) == nil)
        #expect(Advice.face(SIMD3(0, 0, 1)).together(with: .face(SIMD3(0, 0, 1))) == nil)
    }
}

extension Advice {
    fileprivate func text(_ sides: [Handedness], isReflected: Bool = false, size: Double) -> String {
        Catalogue.of(.english)
            .text(message(sides, isReflected: isReflected, size: size, unit: .shoulderWidths))
    }
}
