import Foundation
import SigningSpace
import Testing

@testable import Scoring

@Suite("The way of a hand")
struct HandWayTests {
    /// The path through places along a line, given as shares of its length.
    private static func way(_ shares: [Double]) -> HandWay {
        HandWay(
            shares.map { SIMD2(Float($0) * 0.5, Float($0) * 0.2) },
            pointing: [SIMD3<Float>?](repeating: nil, count: shares.count))
    }

    private static let even = (0..<60).map { Double($0) / 59 }

    @Test("at an even pace, slower at its ends or in a few frames, a line is straight")
    func straight() {
        // Hogan 1984: hands move with minimum jerk.
        let smooth = Self.even.map { 10 * pow($0, 3) - 15 * pow($0, 4) + 6 * pow($0, 5) }
        for shares in [Self.even, smooth, Array(smooth.reversed()), [0, 0.2, 0.5, 0.8, 1]] {
            #expect(Self.way(shares).isStraight)
        }
        let (there, back) = (Self.way(smooth).net, Self.way(Array(smooth.reversed())).net)
        #expect(there.x > 0 && abs(there.x + back.x) < 1e-6 && abs(there.y + back.y) < 1e-6)
    }

    @Test("to and fro is not, wherever it ends")
    func toAndFro() {
        for turns in stride(from: 2.0, through: 5, by: 0.25) {
            #expect(!Self.way(Self.even.map { sin($0 * turns * .pi) }).isStraight, "\(turns)")
        }
    }

    @Test("nor is a hand that holds still between a way up and a way down")
    func held() {
        let shares = Self.even.map { $0 < 0.15 ? $0 : $0 > 0.85 ? $0 - 0.7 : 0.15 }
        #expect(!Self.way(shares).isStraight)
        #expect(!Self.way([Double](repeating: 0.3, count: 20)).isStraight)
    }

    @Test("a circle is round, either way, and a line is not")
    func round() {
        func circle(_ sense: Float) -> HandWay {
            HandWay(
                (0..<40).map { frame in
                    let angle = sense * Float(frame) / 39 * 2 * .pi
                    return SIMD2(cos(angle), sin(angle))
                }, pointing: [SIMD3<Float>?](repeating: nil, count: 40))
        }
        #expect(circle(1).isRound && circle(-1).isRound)
        #expect(circle(1).turns * circle(-1).turns < 0)
        #expect(!Self.way(Self.even).isRound)
    }
}
