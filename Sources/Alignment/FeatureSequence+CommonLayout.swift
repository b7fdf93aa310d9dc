extension Array<FeatureSequence> {
    /// The common layout of all sequences; a layout without features for no sequences. O(count).
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
