/// The built program, known only by its command line.
struct Upkeep: Sendable {
    let path: String

    /// The moment at which everything takes place.
    static let now = "2026-11-23T12:00:00Z"

    /// The words that make a state match a tree.
    func reconcile(_ tree: String, _ store: Store, _ options: [String] = []) -> [String] {
        [path, "reconcile", tree, "--state", store.state, "--at", Self.now] + options
    }

    func verify(_ store: Store) -> [String] { [path, "state", "verify", "--state", store.state] }
}

/// The folder that a state lives in.
struct Store: Sendable {
    let folder: String

    var state: String { "\(folder)/state.json" }
    var history: String { "\(folder)/history.jsonl" }
    var lock: String { "\(folder)/state.json.lock" }
    var temporary: String { "\(folder)/.state.json.tmp" }

    /// Everything that may stand in the folder when nothing runs.
    static let knownNames = Set(
        ["state.json", "state.json.lock", "history.jsonl", "sealed"]
            + (1...9).map { "state.json.\($0)" }
    )
}
