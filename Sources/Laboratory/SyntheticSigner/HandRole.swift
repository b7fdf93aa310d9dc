/// A hand by its part in signing.
public enum HandRole: String, Sendable, Hashable, CaseIterable {
    /// The hand of one-handed signs.
    case dominant
    /// The other one.
    case other
    /// Both, as in symmetric signs.
    case both

    var includesDominant: Bool { self != .other }
    var includesOther: Bool { self != .dominant }
}
