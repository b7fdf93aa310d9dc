import Testing

/// That the conformance tests say so where they leave an engine out.
@Suite struct StoreEngineTests {
    @Test(.enabled(if: PostgresServer.url != nil, PostgresServer.missing))
    func theConformanceTestsRunOnPostgreSQL() {
        #expect(StoreEngine.allCases == [.sqlite, .sqliteOfOneThread, .postgres, .pooledPostgres])
    }
}
