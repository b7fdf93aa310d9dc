import Foundation
import PracticeStore
import Testing

@Suite struct StoreLocationTests {
    private func path(_ value: String?, _ environment: [String: String] = ["HOME": "/home/ada"]) throws
        -> String
    {
        switch try StoreLocation(parsing: value, environment: environment, workingDirectory: "/here") {
        case .sqlite(let path): path
        }
    }

    @Test func withoutAValueItIsTheUsersData() throws {
        #expect(try path(nil) == "/home/ada/.local/share/signify/signify.sqlite")
        #expect(
            try path(nil, ["HOME": "/home/ada", "XDG_DATA_HOME": "/data"]) == "/data/signify/signify.sqlite")
        // Relative and empty values are ignored, as the specification has it.
        for value in ["", "data"] {
            #expect(
                try path(nil, ["HOME": "/home/ada", "XDG_DATA_HOME": value])
                    == "/home/ada/.local/share/signify/signify.sqlite")
        }
        for environment in [[:], ["HOME": ""], ["HOME": "home"]] {
            #expect(throws: StoreError.self) { try path(nil, environment) }
        }
    }

    @Test func pathsAreFiles() throws {
        #expect(try path("/a/b.sqlite") == "/a/b.sqlite")
        #expect(try path("b.sqlite") == "/here/b.sqlite")
        #expect(try path("sqlite:b.sqlite") == "/here/b.sqlite")
        #expect(try path("sqlite:/a/b.sqlite") == "/a/b.sqlite")
        #expect(try path("sqlite:///a/b.sqlite") == "/a/b.sqlite")
        #expect(try path("SQLite:b.sqlite") == "/here/b.sqlite")
        #expect(try path("a:b.sqlite") == "/here/a:b.sqlite")
        #expect(try path("~/b.sqlite") == "/home/ada/b.sqlite")
        #expect(try path("sqlite:~/b.sqlite") == "/home/ada/b.sqlite")
        for value in ["", "sqlite:", "sqlite://", ":memory:", "sqlite::memory:", "a\0b"] {
            #expect(throws: StoreError.self) { try path(value) }
        }
    }

    @Test func otherEnginesAreNamedWithoutTheirSecrets() throws {
        for value in [
            "postgresql://ada:secret@db/practice", "postgres://ada:secret@db", "PostgreSQL://ada:secret@db",
            "mysql://ada:secret@db",
        ] {
            let error = #expect(throws: StoreError.self) { try path(value) }
            guard case .unsupported = error else {
                Issue.record("\(value)")
                continue
            }
            #expect(error?.description.contains("secret") == false)
            #expect(error?.description.contains("SQLite") == true)
        }
    }

    @Test func openingMakesTheStore() throws {
        let folder = try TemporaryFolder()
        let location = try StoreLocation(parsing: nil, environment: ["XDG_DATA_HOME": folder.file("data")])
        let missing = StoreError.notFound(.store(path: folder.file("data/signify/signify.sqlite")))
        #expect(throws: missing) { try location.openExisting() }
        try location.open().enrol("HELLO", [Samples.take(1)])
        #expect(try location.openExisting().signs().map(\.gloss) == ["HELLO"])
    }
}
