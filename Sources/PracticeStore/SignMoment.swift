import Foundation

/// The reference signs of a store as of one moment, read as they are asked for.
///
/// Any thread may use it, one at a time. It ends with its last reference; until then a SQLite store's write-ahead log is
/// not emptied, and PostgreSQL's vacuum keeps what is removed.
public protocol SignMoment: Sendable {
    /// By gloss, in the order of its bytes.
    func glosses() throws(StoreError) -> [String]

    /// The edition of every sign, by gloss, where what is kept counts if it is of `signature`.
    func editions(by signature: String) throws(StoreError) -> [SignEdition]

    /// The ``KeptSign/outline`` of each of these editions of the moment, in their order; `nil` where nothing is kept.
    func outlines(of editions: [SignEdition]) throws(StoreError) -> [Data?]

    /// What is kept of some signs under `signature`, by gloss. One statement.
    func kept(of glosses: Set<String>, by signature: String) throws(StoreError) -> [String: KeptSign]

    /// A sign with its takes. Throws ``StoreError/notFound(_:)``, with the nearest glosses, for an unknown one.
    func sign(gloss: String) throws(StoreError) -> StoredSign
}

/// A moment of an engine: a transaction that changes nothing, on a connection of its own.
protocol EngineMoment<Engine>: SignMoment {
    associatedtype Engine: DatabaseEngine
    func read<Value>(_ body: (Engine.Connection) throws -> Value) throws(StoreError) -> Value
}

extension EngineMoment {
    func glosses() throws(StoreError) -> [String] { try read { try Engine.glosses($0) } }

    func editions(by signature: String) throws(StoreError) -> [SignEdition] {
        let signature = try Text.checked(signature, table: "reference_signs", column: "signature")
        return try read { try Engine.editions(of: nil, by: signature, $0) }
    }

    func outlines(of editions: [SignEdition]) throws(StoreError) -> [Data?] {
        try read { try Engine.outlines(of: editions, $0) }
    }

    func kept(of glosses: Set<String>, by signature: String) throws(StoreError) -> [String: KeptSign] {
        let signature = try Text.checked(signature, table: "reference_signs", column: "signature")
        return try read { try Engine.kept(of: glosses, by: signature, $0) }
    }

    func sign(gloss: String) throws(StoreError) -> StoredSign {
        let gloss = try Gloss(gloss).text
        return try read { try Engine.known(gloss, $0) }
    }
}
