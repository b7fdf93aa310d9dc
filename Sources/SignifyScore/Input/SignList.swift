import ArgumentParser

/// Glosses in order, as `HELLO,HOW,YOU`.
struct SignList: ExpressibleByArgument {
    /// A sentence longer than this is no sentence.
    static let longest = 100

    let glosses: [String]

    init?(argument: String) {
        let glosses = argument.split(separator: ",", omittingEmptySubsequences: false).map { part in
            String(part.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        }
        guard (1...Self.longest).contains(glosses.count), glosses.allSatisfy({ !$0.isEmpty }) else {
            return nil
        }
        self.glosses = glosses
    }

    /// Each gloss once, in order.
    var distinct: [String] {
        var seen: Set<String> = []
        return glosses.filter { seen.insert($0.uppercased()).inserted }
    }
}
