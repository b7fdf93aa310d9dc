extension Array<FeatureSequence> {
    /// The layout that all share; that of no features where there are none. O(count).
    ///
    /// - Throws: ``AlignmentError/noFrames`` where one is empty, ``AlignmentError/differentLayouts``.
    func commonLayout() throws(AlignmentError) -> FeatureLayout {
        let layout = first?.layout ?? FeatureLayout([])
        for sequence in self {
            guard sequence.layout == layout else { throw .differentLayouts }
            guard sequence.frameCount > 0 else { throw .noFrames }
        }
        return layout
    }
}
