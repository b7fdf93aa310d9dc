import Wording

extension Feedback {
    /// The feedback in another language, written from its messages. O(length of the texts).
    ///
    /// A text whose message this engine does not know, as of a later or an older one, stays as it is.
    public func worded(in language: Language) -> Feedback {
        let catalogue = Catalogue.of(language)
        var feedback = self
        func text(_ messages: [Message]?) -> String? { messages.flatMap { catalogue.textIfKnown($0) } }
        feedback.summary = text(summaryMessages) ?? summary
        feedback.moments = moments.map { $0.worded(by: catalogue) }
        if let messages = quality.warningMessages, messages.count == quality.warnings.count {
            feedback.quality.warnings = zip(messages, quality.warnings).map {
                catalogue.textIfKnown($0) ?? $1
            }
        }
        feedback.signs = signs?.map { sign in
            var sign = sign
            sign.summary = text(sign.summaryMessages) ?? sign.summary
            sign.moments = sign.moments?.map { $0.worded(by: catalogue) }
            return sign
        }
        return feedback
    }
}

extension Replay {
    /// The replay with its feedback in another language: see ``Feedback/worded(in:)``.
    public func worded(in language: Language) -> Replay {
        var replay = self
        replay.feedback = feedback.worded(in: language)
        return replay
    }
}

extension Feedback.Moment {
    fileprivate func worded(by catalogue: Catalogue) -> Feedback.Moment {
        var moment = self
        moment.message = correction.flatMap { catalogue.textIfKnown($0) } ?? message
        return moment
    }
}
