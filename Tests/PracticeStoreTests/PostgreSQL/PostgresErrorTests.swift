import Foundation
import TestSupport
import Testing

@testable import PracticeStore

/// What a person reads when a server, an address, a schema or a role is not as it should be.
@Suite(.enabled(if: PostgresServer.url != nil, PostgresServer.missing)) struct PostgresErrorTests {
    private func message(_ address: PostgresAddress, _ configuration: PostgresConfiguration = .init())
        -> String
    {
        do throws(StoreError) {
            _ = try PostgresDatabase(address, configuration: configuration)
            return "opened"
        } catch {
            return error.description
        }
    }

    @Test func aWrongPasswordIsNamedAndNotShown() throws {
        let wrong = try PostgresServer.address(database: "postgres", password: "hunter2")
        let place = wrong.place
        #expect(
            message(wrong)
                == "cannot open the store \(place): the server refused the user name or the password; "
                + "check both in the address, in PGPASSWORD or in ~/.pgpass")
        let stranger = try PostgresServer.address(database: "postgres", user: "stranger", password: "hunter2")
        #expect(message(stranger).contains("refused the user name or the password"))
        let none = try PostgresServer.address(database: "postgres", password: "")
        #expect(
            message(none).contains("the server wants a password and there is none; give one in PGPASSWORD"))
        for text in [message(wrong), message(stranger)] { #expect(!text.contains("hunter2")) }
    }

    @Test func aClosedPortIsUnreachable() throws {
        // A port that was free just now.
        let port = try LossyProxy(to: PostgresServer.port).port
        let closed = try PostgresAddress(url: "postgresql://ada:hunter2@127.0.0.1:\(port)/practice")
        let text = message(closed)
        #expect(text.hasPrefix("the store postgresql://ada@127.0.0.1:\(port)/practice cannot be reached: "))
        #expect(text.contains("Connection refused"))
        #expect(text.hasSuffix("; check the address and that its server runs, and run this again"))
        #expect(!text.contains("hunter2"))
        let nowhere = try PostgresAddress(url: "postgresql://ada:hunter2@no-such-host.invalid/practice")
        #expect(
            message(nowhere).hasPrefix(
                "the store postgresql://ada@no-such-host.invalid/practice cannot be reached: "))
        #expect(!message(nowhere).contains("hunter2"))
    }

    @Test func aServerThatSaysNothingIsGivenUp() throws {
        let mute = try MuteServer()
        let address = try PostgresAddress(url: "postgresql://ada:hunter2@127.0.0.1:\(mute.port)/practice")
        let text = withExtendedLifetime(mute) {
            message(address, PostgresConfiguration(connectTimeout: .milliseconds(100)))
        }
        #expect(text.contains("cannot be reached: no answer within the connect timeout"))
    }

    @Test func anUnknownDatabaseIsNamed() throws {
        let address = try PostgresServer.address(database: "no such database")
        #expect(
            message(address).hasPrefix(
                "cannot open the store \(address.place): the server has no such database; "))
        #expect(address.place.hasSuffix("/no%20such%20database"))
    }

    @Test func aDatabaseWithoutItsSchemaSaysWhatToRun() throws {
        let empty = try PostgresServer.makeEmptyDatabase()
        let address = try empty.address()
        #expect(
            message(address)
                == "cannot open the store \(address.place): it has no practice tables; run scripts/database/apply on it"
        )
        let database = try PostgresServer.makeDatabase()
        let store = try database.open()
        try store.execute("ALTER FUNCTION signify.spend RENAME TO something_else")
        #expect(
            message(try database.address())
                == "cannot open the store \(store.place): its schema is of an earlier version of this program; "
                + "run scripts/database/apply on it")
    }

    @Test func aSchemaThatChangesUnderAStoreIsToldApart() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open()
        try store.execute("ALTER TABLE reference_takes RENAME TO something_else")
        let changed = StoreError.schemaChanged(
            place: store.place, detail: "relation \"reference_takes\" does not exist")
        #expect(throws: changed) { try store.signs() }
        #expect(
            changed.description
                == "the schema of the store \(store.place) has changed since this program opened it: "
                + "relation \"reference_takes\" does not exist; "
                + "run scripts/database/apply on it, or update this program")
        // A program that comes to it later.
        #expect(
            message(try database.address()).contains(
                "its schema is of an earlier version of this program (it has no table reference_takes)"))
        try store.execute("INSERT INTO supabase_migrations.schema_migrations VALUES ('20991231000000')")
        #expect(
            message(try database.address())
                == "the store \(store.place) was made by a later version of this program "
                + "(it has 20991231000000); update this program, or name another store")
        // A later schema that has all that is needed is taken.
        try store.execute("ALTER TABLE something_else RENAME TO reference_takes")
        #expect(message(try database.address()) == "opened")
        #expect(try store.signs() == [])
    }

    @Test func theNewestMigrationIsKnown() throws {
        let folder = Repository.root.appendingPathComponent("supabase/migrations").path
        let newest = try FileManager.default.contentsOfDirectory(atPath: folder).max()
        #expect(newest?.hasPrefix(PostgresSchema.newestMigration + "_") == true)
    }

    /// A role to which row-level security shows nothing, without an error.
    @Test func aRoleThatSeesNothingIsTold() throws {
        let database = try PostgresServer.makeDatabase()
        let owner = try database.open()
        try owner.enrol("HELLO", [Samples.take(1)])
        let role = "backend_\(getpid())_\(UUID().uuidString.prefix(8).lowercased())"
        try owner.execute(
            "CREATE ROLE \(role) LOGIN; GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO \(role)")
        defer { _ = try? owner.execute("DROP OWNED BY \(role); DROP ROLE \(role)") }
        let told = message(try database.address(as: role))
        #expect(
            told
                == "the store \(owner.place) refused: row-level security hides every attempt from this role; "
                + "grant service_role to it, or signify_worker for a worker; "
                + "connect as a role with the right to it, or have it granted")
        try owner.execute("GRANT service_role TO \(role)")
        let backend = try database.open(as: role)
        #expect(try backend.signs().map(\.gloss) == ["HELLO"])
        let learner = Learner(nickname: "Ada")
        try owner.addLearner(learner, at: Samples.noon)
        try backend.record(
            Samples.session(user: learner.id), feedback: Samples.feedback(), at: Samples.noon)
        #expect(try backend.history(user: learner.id).count == 1)
        #expect(try backend.progress(user: learner.id, asOf: Samples.noon).xp == 10)
    }

    /// The limits of the schema, as a learner's program is told of them.
    @Test func limitsOfTheQueueAreTold() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open()
        try store.addLearner(Learner(id: Learner.local, nickname: "local"), at: Samples.noon)
        try store.execute("UPDATE signify.limits SET waiting_per_learner = 2")
        for _ in 0..<2 { try store.beginSession(Samples.session(), at: Samples.noon) }
        let error = #expect(throws: StoreError.self) {
            try store.beginSession(Samples.session(), at: Samples.noon)
        }
        guard case .limited(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("2 attempts"))
        // Scored ones do not wait.
        try store.record(Samples.session(), feedback: Samples.feedback(), at: Samples.noon)
        let other = Learner(nickname: "Ada")
        try store.addLearner(other, at: Samples.noon)
        try store.beginSession(Samples.session(user: other.id), at: Samples.noon)
    }

    @Test func anOldServerIsNamed() {
        for (version, name) in [(140_011, "14.11"), (90_624, "9.6"), (100_001, "10.1")] {
            let error = #expect(throws: StoreError.self) {
                try PostgresSchema.verify(version: version, place: "p")
            }
            #expect(
                error?.description
                    == "cannot open the store p: its server is PostgreSQL \(name); use PostgreSQL 15 or later"
            )
        }
        #expect(throws: Never.self) { try PostgresSchema.verify(version: 150_000, place: "p") }
    }

    @Test func aRoleWithoutRightsIsTold() throws {
        let database = try PostgresServer.makeDatabase()
        let worker = try database.open(as: "signify_worker")
        let error = #expect(throws: StoreError.self) { try worker.removeSign(gloss: "HELLO") }
        #expect(
            error?.description
                == "the store \(worker.place) refused: permission denied for table reference_signs; "
                + "connect as a role with the right to it, or have it granted")
        for role in ["anon", "authenticated"] {
            let text = message(try database.address(as: role))
            #expect(text.contains("row-level security hides every attempt"), "\(text)")
        }
        // The service makes no identities; the command's own learner is then an unknown one.
        let service = try database.open(as: "service_role")
        #expect(throws: StoreError.notFound(.user(Learner.local))) {
            try service.beginSession(Samples.session(), at: Samples.noon)
        }
        let denied = #expect(throws: StoreError.self) {
            try service.addLearner(Learner(nickname: "Ada"), at: Samples.noon)
        }
        guard case .denied = denied else {
            Issue.record("\(String(describing: denied))")
            return
        }
        let owner = try database.open()
        let learner = Learner(nickname: "Ada")
        try owner.addLearner(learner, at: Samples.noon)
        try service.record(
            Samples.session(user: learner.id), feedback: Samples.feedback(), at: Samples.noon)
        #expect(try service.progress(user: learner.id, asOf: Samples.noon).xp == 10)
    }

    @Test func aReadOnlyServerTakesNoChanges() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try PostgresDatabase(
            database.address(parameters: ["options": "-c default_transaction_read_only=on"]))
        #expect(try store.signs() == [])
        #expect(
            throws: StoreError.takesNoChanges(
                place: store.place, reason: "its server is a standby, or read-only")
        ) { try store.enrol("HELLO", [Samples.take(1)]) }
    }

    @Test func theLocalLearnerIsMadeOnDemand() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open()
        #expect(try store.history(user: Learner.local) == [])
        #expect(try store.progress(user: Learner.local, asOf: Samples.noon).nickname == "local")
        #expect(try store.text("SELECT count(*) FROM users") == "0")
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            #expect(throws: Never.self) {
                try store.record(Samples.session(), feedback: Samples.feedback(), at: Samples.noon)
            }
        }
        let progress = try store.progress(user: Learner.local, asOf: Samples.noon)
        #expect((progress.nickname, progress.scoredSessions, progress.xp) == ("local", 4, 40))
    }

    @Test func jsonThatPostgresCannotKeepIsRefusedByName() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open()
        for text in [#"{"a": "\u0000"}"#, "{\"a\": }", "[1e999999]", "\u{FEFF}{}"] {
            let error = #expect(throws: StoreError.self, "\(text)") {
                try store.beginSession(Samples.session(rawMetrics: text), at: Samples.noon)
            }
            guard case .refused("practice_sessions", "raw_metrics", _) = error else {
                Issue.record("\(text): \(String(describing: error))")
                continue
            }
        }
        var feedback = Samples.feedback()
        feedback.summary = "a\0b"
        let error = #expect(throws: StoreError.self) {
            try store.record(Samples.session(), feedback: feedback, at: Samples.noon)
        }
        guard case .refused("practice_sessions", "feedback", _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func everyCodeHasItsCase() {
        func kind(_ code: String, lost: Bool = false, constraint: String? = nil, table: String? = nil)
            -> String
        {
            let failure = PostgresFailure(
                sqlState: code, message: "m", table: table, constraint: constraint, isConnectionLost: lost)
            return switch StoreError(failure, place: "p") {
            case .cannotOpen: "cannotOpen"
            case .locked: "locked"
            case .corrupt: "corrupt"
            case .refused(let table, let column, _): "refused \(table).\(column)"
            case .io(_, .full): "full"
            case .io: "io"
            case .unreachable: "unreachable"
            case .takesNoChanges: "takesNoChanges"
            case .schemaChanged: "schemaChanged"
            case .limited: "limited"
            case .denied: "denied"
            case .failed: "failed"
            case .newerSchema, .notFound, .unsupported, .taken: "unexpected"
            }
        }
        let cases = [
            ("55P03", "locked"), ("40P01", "locked"), ("40001", "locked"), ("57014", "locked"),
            ("42501", "denied"), ("25006", "takesNoChanges"), ("PT429", "limited"),
            ("PT503", "takesNoChanges"), ("53100", "full"), ("53200", "io"), ("58030", "io"),
            ("42P01", "schemaChanged"), ("42703", "schemaChanged"), ("42883", "schemaChanged"),
            ("XX001", "corrupt"), ("XX000", "failed"), ("42601", "failed"), ("22P02", "failed"),
            ("54000", "refused the store.value"),
        ]
        for (code, expected) in cases { #expect(kind(code) == expected, "\(code)") }
        #expect(kind("57P01", lost: true) == "unreachable")
        #expect(kind("", lost: true) == "unreachable")
        #expect(
            kind("23514", constraint: "practice_sessions_scored_check", table: "practice_sessions_2026_11")
                == "refused practice_sessions.scored")
        #expect(
            kind("23514", constraint: "x", table: "practice_sessions_2026_11")
                == "refused practice_sessions.x")
        #expect(kind("23505", constraint: "users_pkey", table: "users") == "refused users.id")
        #expect(
            kind("23503", constraint: "lessons_author_id_fkey", table: "lessons")
                == "refused lessons.author_id")
        #expect(kind("23505") == "refused the store.constraint")
    }
}
