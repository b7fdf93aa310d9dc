/// Something to be timed, and what it computes, so that both sides of a comparison can be held to the same answer.
struct Work {
    /// Does it once.
    let run: () throws -> Void
    /// What it computes, as numbers.
    let answer: () throws -> [Double]

    /// A work whose answer is what one run gives, as `numbers` says.
    init<Result>(_ body: @escaping () throws -> Result, numbers: @escaping (Result) -> [Double]) {
        run = { keep(try body()) }
        answer = { numbers(try body()) }
    }
}

/// Has the optimiser believe that `value` is wanted.
@inline(never) func keep<Value>(_ value: Value) { withExtendedLifetime(value) {} }
