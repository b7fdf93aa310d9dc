/// What tells one state of a store's reference signs from another.
public struct ReferenceEdition: Sendable, Hashable {
    /// Counts and latest changes, as the store gives them.
    let mark: String
}
