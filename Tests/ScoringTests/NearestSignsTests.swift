import Landmarks
import Scoring
import Testing

@Suite("The nearest signs against comparing every one")
struct NearestSignsTests {
    private static let files = ["hello.json", "hello-reversed.pose", "finish-too-fast.pose"]

    @Test("the same signs in the same order with the same distances", arguments: Self.files)
    func agrees(file: String) throws {
        try agrees(FixtureLibrary.attempt(file))
    }

    @Test(
        "also for an attempt without a body, whose alignment charges more than its distance",
        arguments: Self.files)
    func withoutBody(file: String) throws {
        let clip = try LandmarkReader().read(
            path: FixtureLibrary.folder.appending(path: "attempts/\(file)").path)
        try agrees(PreparedTake(clip.without(.pose) { _ in true }))
    }

    private func agrees(_ attempt: PreparedTake) throws {
        let signs = Array(try FixtureLibrary.shared.get().signs.values)
        let scorer = WordScorer()
        let all = try signs.map { ($0.gloss, try scorer.distance(attempt, to: $0)) }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        for count in [1, 4, signs.count + 5] {
            let nearest = try scorer.nearest(count, to: attempt, among: signs)
            #expect(nearest.map { signs[$0.place].gloss } == all.prefix(count).map(\.0))
            #expect(nearest.map(\.distance) == all.prefix(count).map(\.1))
        }
    }

    @Test("of no signs none is near")
    func none() throws {
        let attempt = try FixtureLibrary.attempt(Self.files[0])
        #expect(try WordScorer().nearest(3, to: attempt, among: []).isEmpty)
        let signs = Array(try FixtureLibrary.shared.get().signs.values)
        #expect(try WordScorer().nearest(0, to: attempt, among: signs).isEmpty)
    }
}
