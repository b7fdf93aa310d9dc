import Synchronization

/// A transaction at one moment, on a connection beside the pool's. A connection that is lost ends it.
final class PostgresMoment: EngineMoment {
    typealias Engine = PostgresDatabase

    private let connection: Mutex<PostgresConnection>
    private let place: String

    init(_ store: PostgresDatabase) throws(StoreError) {
        place = store.place
        let connection: PostgresConnection
        do { connection = try store.pool.open() } catch { throw error.ofOpenStore }
        do {
            // Readers may take their time.
            try connection.begin(
                PostgresDatabase.beginSnapshot, then: "SET LOCAL idle_in_transaction_session_timeout = 0")
            // The moment is that of the first reading.
            _ = try connection.run("SELECT FROM reference_signs WHERE false")
        } catch {
            throw StoreError(error, postgresPlace: place)
        }
        self.connection = Mutex(connection)
    }

    func read<Value>(_ body: (PostgresConnection) throws -> Value) throws(StoreError) -> Value {
        do {
            return try connection.withLock { connection in try body(connection) }
        } catch {
            throw StoreError(error, postgresPlace: place)
        }
    }
}
