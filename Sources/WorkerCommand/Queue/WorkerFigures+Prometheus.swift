import Signify

extension WorkerFigures {
    /// The figures in Prometheus' text format 0.0.4; `queue` is `nil` where the store is unreachable.
    func prometheus(queue: QueueFigures?, signs: Int, threads: Int, started: Double) -> String {
        let values = values
        var page = Page()
        page.family("signify_worker_attempts_total", .counter, "Claimed attempts by outcome.")
        for end in End.allCases {
            page.sample(
                "signify_worker_attempts_total", ["outcome": end.rawValue], Double(values.ends[end] ?? 0))
        }
        page.family("signify_worker_faults_total", .counter, "Attempts moved aside, by reason.")
        for (code, count) in values.faults.sorted(by: { $0.key < $1.key }) {
            page.sample("signify_worker_faults_total", ["code": code], Double(count))
        }
        page.family("signify_worker_store_failures_total", .counter, "Failed operations of the store.")
        page.sample("signify_worker_store_failures_total", [:], Double(values.storeFailures))
        page.family("signify_worker_stage_seconds", .histogram, "Seconds per stage of an attempt.")
        for stage in Stage.allCases {
            page.histogram(
                "signify_worker_stage_seconds", ["stage": stage.rawValue], values.stages[stage] ?? Histogram()
            )
        }
        page.family(
            "signify_worker_reference_signs", .gauge, "Reference signs in memory.")
        page.sample("signify_worker_reference_signs", [:], Double(signs))
        page.family("signify_worker_threads", .gauge, "Attempts scored concurrently.")
        page.sample("signify_worker_threads", [:], Double(threads))
        page.family("process_start_time_seconds", .gauge, "Start of the process, seconds since 1970.")
        page.sample("process_start_time_seconds", [:], started)
        page.family("signify_queue_up", .gauge, "Whether the queue is reachable.")
        page.sample("signify_queue_up", [:], queue == nil ? 0 : 1)
        if let queue {
            page.family("signify_queue_attempts", .gauge, "Attempts without a score, by state.")
            for (state, count) in [
                ("ready", queue.ready), ("delayed", queue.delayed), ("poisoned", queue.poisoned),
            ] {
                page.sample("signify_queue_attempts", ["state": state], Double(count))
            }
            page.family("signify_queue_oldest_seconds", .gauge, "Age of the oldest waiting attempt.")
            page.sample(
                "signify_queue_oldest_seconds", [:], queue.oldestWaiting.map { $0 / .seconds(1) } ?? 0)
        }
        return page.text
    }

    private struct Page {
        enum Kind: String { case counter, gauge, histogram }

        var text = ""

        mutating func family(_ name: String, _ kind: Kind, _ help: String) {
            text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
        }

        mutating func sample(_ name: String, _ labels: KeyValuePairs<String, String>, _ value: Double) {
            let inside = labels.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
            text += name + (inside.isEmpty ? "" : "{\(inside)}") + " \(Self.number(value))\n"
        }

        mutating func histogram(
            _ name: String, _ labels: KeyValuePairs<String, String>, _ histogram: Histogram
        ) {
            let (key, value) = labels.first.map { ($0.key, $0.value) } ?? ("", "")
            var count = 0
            for (bound, below) in zip(Histogram.bounds, histogram.counts) {
                count += below
                sample(name + "_bucket", [key: value, "le": Self.number(bound)], Double(count))
            }
            count += histogram.counts[Histogram.bounds.count]
            sample(name + "_bucket", [key: value, "le": "+Inf"], Double(count))
            sample(name + "_sum", [key: value], histogram.sum)
            sample(name + "_count", [key: value], Double(count))
        }

        private static func number(_ value: Double) -> String {
            value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
        }

        private static func escaped(_ text: String) -> String {
            text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        }
    }
}
