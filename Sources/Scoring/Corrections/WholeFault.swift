/// What is wrong with an attempt as a whole, so that correcting parts of it would mislead.
enum WholeFault: Sendable {
    /// The hands never left their rest.
    case still
    /// The landmarks jump about as no hand can.
    case unsteady
    /// The attempt is like the sign in a mirror.
    case mirrored
    /// The attempt is like the sign played backwards.
    case backwards
    /// The attempt is like another sign.
    case otherSign
}
