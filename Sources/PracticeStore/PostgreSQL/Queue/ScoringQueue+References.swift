extension ScoringQueue {
    /// The edition of the reference signs: it changes when a sign or a take is added, removed or calibrated. Linear in
    /// the signs, and an index look-up for the takes.
    public func referenceEdition() throws(StoreError) -> ReferenceEdition {
        try store.read { connection in
            let found = try connection.run(
                """
                SELECT count(*) || ' ' || coalesce(max(updated_at)::text, '') || ' '
                    || (SELECT coalesce(max(sequence), 0) FROM reference_takes) AS mark
                FROM reference_signs
                """)
            guard let row = found.first else { throw PostgresRow.damaged("mark") }
            return ReferenceEdition(mark: try row.text("mark"))
        }
    }
}

/// A state of a store's reference signs.
public struct ReferenceEdition: Sendable, Hashable {
    /// Counts and latest changes, in the store's own text.
    let mark: String
}
