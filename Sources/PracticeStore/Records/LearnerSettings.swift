import Wording

/// What a learner chose about texts and pages.
public struct LearnerSettings: Sendable, Hashable {
    /// The language of the texts; `nil` where none was chosen.
    public var language: Language?
    /// The colours of pages, `light` or `dark`; `nil` where none were chosen.
    public var theme: String?

    public init(language: Language? = nil, theme: String? = nil) {
        self.language = language
        self.theme = theme
    }
}
