import Foundation
import PracticeStore
import Testing

@Suite struct StoreLocationTests {
    private func path(_ value: String?, _ environment: [String: String] = ["HOME": "/home/ada"]) throws
        -> String
    {
        let location = try StoreLocation(
            parsing: value, environment: environment, workingDirectory: "/here")
        guard case .sqlite(let path) = location else {
            Issue.record("\(location)")
            return ""
        }
        return path
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
            "mysql://ada:secret@db", "mysql://ada:secret@db/practice",
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

    @Test func addressesAreShownWithoutTheirSecrets() throws {
        for (value, place) in [
            ("postgresql://ada:secret@db/practice", "postgresql://ada@db/practice"),
            ("postgres://ada:secret@db", "postgresql://ada@db"),
            ("PostgreSQL://ada:secret@db:5433/a%20b", "postgresql://ada@db:5433/a%20b"),
            ("postgresql://", "postgresql://"),
            ("postgresql:///practice?password=secret&sslpassword=secret", "postgresql:///practice"),
            ("postgresql://a%40b:s%3Asecret@[::1]:5432,db:5433/p", "postgresql://a%40b@[::1]:5432,db:5433/p"),
            (
                "postgresql://ada@/practice?host=/run/postgresql&passfile=/secret",
                "postgresql://ada@%2Frun%2Fpostgresql/practice"
            ),
        ] {
            let location = try StoreLocation(parsing: value, environment: [:])
            #expect(location.place == place)
            var dumped = ""
            dump(location, to: &dumped)
            for text in ["\(location)", String(reflecting: location), dumped] {
                #expect(!text.contains("secret"), "\(text)")
            }
        }
        for value in [
            "postgresql:secret", "postgresql://a:x?secret@b@c/d", "postgresql://ada:secret@db:port:port/x?",
            "postgresql://a?secret",
            // A password whose own signs were not written as such.
            "postgresql://ada:x@secret@db/x", "postgresql://ada:x/secret@db/x",
            "postgresql://ada:x/secret/@db",
            "postgresql://ada:x:secret/y@db:1/x",
            "postgresql://db?secret=secret", "postgresql://ada:%zzsecret@db", "postgresql://[secret",
            "postgres://a\0secret",
        ] {
            let error = #expect(throws: StoreError.self, "\(value)") {
                try StoreLocation(parsing: value, environment: [:])
            }
            #expect(error?.description.contains("secret") == false, "\(String(describing: error))")
            #expect(error?.description.contains("write it as postgresql://") == true)
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
