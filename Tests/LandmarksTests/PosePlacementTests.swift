import TestSupport
import Testing

@testable import Landmarks

/// Compares the placement of a component's points with a lookup of each name's text.
struct PosePlacementTests {
    private struct Places: Equatable {
        var landmarks: [Int]
        var isWhole: Bool
    }

    /// `nil` where a name is unknown or occurs twice.
    private func naive(_ names: [String], _ part: LandmarkPart) -> Places? {
        let known = PoseCatalogue.pointNames(of: part, count: 478)
        let landmarks = names.compactMap(known.firstIndex(of:))
        guard landmarks.count == names.count, Set(landmarks).count == names.count else { return nil }
        return Places(
            landmarks: landmarks,
            isWhole: part.landmarkCounts.contains(names.count) && names == Array(known.prefix(names.count)))
    }

    private func placed(_ names: [String], _ part: LandmarkPart) throws -> Places? {
        var component = PoseSample.component(part)
        component.points = names
        // A second component after the names, so that a comparison past their end fails.
        let sample = PoseSample(components: [component, PoseSample.component(.leftHandWorld)])
        let bytes = sample.bytes
        let header = try PoseHeader(bytes.span.bytes)
        let placement = try? PosePlacement(header.components[0], part: part, of: bytes.span.bytes)
        return placement.map { Places(landmarks: $0.landmarks, isWhole: $0.isWhole) }
    }

    @Test("Names in order, cut short, mixed up, changed and repeated", arguments: LandmarkPart.allCases)
    func names(of part: LandmarkPart) throws {
        var random = SplitMix64(seed: 54)
        let known = PoseCatalogue.pointNames(of: part, count: 478)
        var lists = part.landmarkCounts.map { Array(known.prefix($0)) }
        for _ in 0..<200 {
            let count = random.pick([known.count, Int.random(in: 0...known.count, using: &random)])
            var names = Array(known.prefix(count))
            guard let place = names.indices.randomElement(using: &random) else { continue }
            let other = Int.random(in: names.indices, using: &random)
            switch random.next() % 6 {
            case 0: names.swapAt(place, other)
            case 1: names[place] = names[other]
            case 2: names[place].append("1")
            case 3: names[place] = String(names[place].dropLast())
            case 4: names.remove(at: place)
            default: break
            }
            lists.append(names)
        }
        for names in lists {
            let expected = naive(names, part)
            let found = try placed(names, part)
            #expect(found == expected)
        }
    }
}
