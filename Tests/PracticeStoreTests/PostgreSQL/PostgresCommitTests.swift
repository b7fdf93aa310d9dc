import Foundation
import Scoring
import Testing

@testable import PracticeStore

/// A COMMIT whose answer is lost: whether it took place is found out, and not guessed.
@Suite(.enabled(if: PostgresServer.url != nil, PostgresServer.missing)) struct PostgresCommitTests {
    private struct World {
        let database: PostgresTestDatabase
        let proxy: LossyProxy
        let owner: PostgresDatabase
        /// The store by way of the proxy.
        let store: PostgresDatabase

        init(patience: Duration = .seconds(20)) throws {
            database = try PostgresServer.makeDatabase()
            proxy = try LossyProxy(to: PostgresServer.port)
            owner = try database.open()
            store = try PostgresDatabase(
                database.address(port: proxy.port), configuration: PostgresConfiguration(patience: patience))
            try owner.addLearner(Learner(id: Learner.local, nickname: "local"), at: Samples.noon)
        }

        var points: Int { get throws { try owner.progress(user: Learner.local, asOf: Samples.noon).xp } }
    }

    @Test(arguments: [LossyProxy.Cut.onTheWay, .onTheWayBack, .atOnce])
    func anAttemptIsRecordedOnce(cut: LossyProxy.Cut) throws {
        let world = try World()
        world.proxy.cutNextCommit(cut)
        let session = Samples.session(media: NewMedia(name: "a.pose", landmarks: Data([1])))
        try world.store.record(session, feedback: Samples.feedback(), at: Samples.noon)
        #expect(world.proxy.accepted >= 2)
        #expect(try world.owner.history(user: Learner.local).map(\.id) == [session.id])
        #expect(try world.owner.attempt(sessionID: session.id).bytes == Data([1]))
        #expect(try world.points == ExperiencePoints.passed)
    }

    @Test(arguments: [LossyProxy.Cut.onTheWay, .onTheWayBack, .atOnce])
    func aCompletionIsThisCallsOwn(cut: LossyProxy.Cut) throws {
        let world = try World()
        let first = try world.owner.beginSession(Samples.session(), at: Samples.noon)
        let second = try world.owner.beginSession(Samples.session(), at: Samples.noon)
        world.proxy.cutNextCommit(cut)
        try world.store.complete(sessionID: first, feedback: Samples.feedback(), at: Samples.noon)
        let queue = ScoringQueue(world.store)
        let claim = try #require(try queue.claim(limit: 1, lease: .seconds(60)).first)
        #expect(claim.sessionID == second)
        world.proxy.cutNextCommit(cut)
        // Were the second try to find the first one's work, it would say that another did it.
        #expect(try queue.complete(claim, feedback: Samples.feedback(), at: Samples.noon))
        #expect(try world.points == 2 * ExperiencePoints.passed)
    }

    @Test func aCommitThatIsStillGoingOnIsWaitedFor() throws {
        let world = try World()
        // Checked at the end of the transaction, and slow about it.
        try world.owner.execute(
            """
            CREATE FUNCTION public.slowly() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_sleep(0.7); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON xp_events DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION public.slowly();
            """)
        world.proxy.cutNextCommit(.atOnce)
        let session = Samples.session()
        try world.store.record(session, feedback: Samples.feedback(), at: Samples.noon)
        #expect(try world.owner.session(id: session.id).result?.score == 83.4)
        #expect(try world.points == ExperiencePoints.passed)
    }

    @Test func aServerThatStaysAwayLeavesItOpenAndSaysSo() throws {
        let world = try World(patience: .milliseconds(200))
        let session = Samples.session()
        try world.owner.execute(
            """
            CREATE FUNCTION public.slowly() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_sleep(20); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON xp_events DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION public.slowly();
            """)
        Thread.detachNewThread { [proxy = world.proxy, owner = world.owner] in
            // While the commit goes on, and not another test's on the same server.
            let commits = """
                SELECT 1 FROM pg_stat_activity
                WHERE query = 'COMMIT' AND state = 'active' AND datname = current_database()
                """
            while (try? owner.text(commits)) != "1" { usleep(5000) }
            proxy.goDown()
        }
        let error = #expect(throws: StoreError.self) {
            try world.store.record(session, feedback: Samples.feedback(), at: Samples.noon)
        }
        guard case .unreachable(_, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.hasSuffix("look before you make it again"))
    }

    @Test func signsAreEnrolledOnce() throws {
        for cut in [LossyProxy.Cut.onTheWay, .onTheWayBack, .atOnce] {
            let world = try World()
            world.proxy.cutNextCommit(cut)
            let enrolment = try world.store.enrol("HELLO", [Samples.take(1), Samples.take(2)])
            #expect(enrolment == Enrolment(added: 2, duplicates: []))
            #expect(try world.owner.sign(gloss: "HELLO").takes == [Samples.take(1), Samples.take(2)])
        }
    }
}
