extension String {
    /// The text as a field of a CSV file, quoted as in RFC 4180 where it has to be. O(length).
    package var csvField: String {
        // Compares scalars: "\r\n" is one Character, and so is a comma with a combining accent.
        let special: Set<Unicode.Scalar> = [",", "\"", "\r", "\n"]
        guard unicodeScalars.contains(where: special.contains) else { return self }
        let inner = unicodeScalars.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) }
        return "\"" + inner + "\""
    }
}
