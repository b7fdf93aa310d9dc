import FrontEnd
import PracticeAnalysis
import PracticeStore

extension ReferenceLibrary {
    /// The signs of a store, whose shortcomings are told on standard error.
    init(_ store: any PracticeDatabase) {
        self.init(store) { StandardStreams.note("signify-score: \($0)") }
    }
}
