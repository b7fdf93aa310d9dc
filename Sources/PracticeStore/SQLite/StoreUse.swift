/// Who uses an open store, which decides how many connections it has to its file.
public enum StoreUse: Sendable {
    /// Threads side by side: none that reads waits for one that writes.
    case manyThreads
    /// One after the other, as a command does: one connection, so that what opening reads and prepares is done once.
    case oneThread
}
