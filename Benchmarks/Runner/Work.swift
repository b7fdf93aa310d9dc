/// A measured function with its result, so that the results of both sides can be compared.
struct Work {
    let run: () throws -> Void
    /// The result as numbers.
    let answer: () throws -> [Double]

    /// A work whose answer is the result of one run, converted by `numbers`.
    init<Result>(_ body: @escaping () throws -> Result, numbers: @escaping (Result) -> [Double]) {
        run = { keep(try body()) }
        answer = { numbers(try body()) }
    }
}

/// Keeps the optimiser from removing `value`.
@inline(never) func keep<Value>(_ value: Value) { withExtendedLifetime(value) {} }
