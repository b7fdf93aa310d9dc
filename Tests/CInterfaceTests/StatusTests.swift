import CInterfaceHeader
import Foundation
import Signify
import Testing

@Suite("Constants of the C interface") struct StatusTests {
    /// The header's statuses but `SIGNIFY_OK`.
    private static let statuses: [AnalysisFailure.Kind: signify_status] = [
        .wrongUse: SIGNIFY_WRONG_USE, .badInput: SIGNIFY_BAD_INPUT, .notFound: SIGNIFY_NOT_FOUND,
        .unavailable: SIGNIFY_UNAVAILABLE, .fault: SIGNIFY_INTERNAL, .taken: SIGNIFY_TAKEN,
        .io: SIGNIFY_CANNOT_WRITE, .limit: SIGNIFY_LIMIT, .denied: SIGNIFY_DENIED,
    ]

    @Test("each status is the raw value of a failure's kind", arguments: AnalysisFailure.Kind.allCases)
    func kinds(kind: AnalysisFailure.Kind) {
        #expect(Self.statuses[kind] == kind.rawValue)
    }

    @Test("the header has no other status")
    func header() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/CInterfaceHeader/include/signify.h")
        let text = try String(contentsOf: file, encoding: .utf8)
        let start = try #require(text.range(of: "typedef int32_t signify_status;"))
        let end = try #require(text.range(of: "#define SIGNIFY_TEXT_LIMIT"))
        let defined = text[start.upperBound..<end.lowerBound].matches(of: #/#define SIGNIFY_\w+ (\d+)/#)
            .compactMap { signify_status($0.1) }
        #expect(defined.sorted() == ([SIGNIFY_OK] + Self.statuses.values).sorted())
    }

    @Test("the flags of signify_store_open are the bits of Store.Provision")
    func provision() {
        #expect(Store.Provision.create.rawValue == UInt32(SIGNIFY_STORE_CREATE))
        #expect(Store.Provision.fill.rawValue == UInt32(SIGNIFY_STORE_FILL))
    }
}
