/// A call of a scenario, and what goes wrong at it.
struct PlannedFault: Sendable {
    let bench: Int
    let call: Call
    /// As strace is told it: `error=EIO`, `signal=KILL`.
    let fault: String
    /// Whether every later call of the name fails as well, as when a disk has gone.
    var onwards = false

    func log(in folder: String) -> String { "\(folder)/log" }

    /// The words that run the scenario on the store in a folder, with the fault.
    func words(_ bench: Bench, in folder: String) -> [String] {
        let store = Store(folder: "\(folder)/store")
        let log = log(in: folder)
        let words = Strace.words(fault, at: call, onwards: onwards, processor: self.bench, log: log)
        return words + bench.words(store)
    }

    /// How the case can be had again.
    func line(_ bench: Bench, in folder: String) -> String {
        "\(bench.scenario.name): \(words(bench, in: folder).joined(separator: " "))"
    }
}
