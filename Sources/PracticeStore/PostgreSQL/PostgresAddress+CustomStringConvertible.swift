extension PostgresAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The place, without the password.
    public var description: String { place }

    /// The place, without the password.
    public var debugDescription: String { place }

    /// The place alone: a dump must not show the password either.
    public var customMirror: Mirror { Mirror(self, children: ["place": place], displayStyle: .struct) }
}
