import ArgumentParser
import UpkeepEngine
import UpkeepKeys
import UpkeepKinds
import UpkeepSource
import UpkeepStore

struct KeysRevokeCommand: ExemplaryCommand {
    static let example = "upkeep keys revoke ci-pipeline"
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "End keys at once and for good, without any YAML.",
        discussion: """
            A request that begins after the command has returned is refused. Later applies honour it: the key stays \
            declared and opens nothing, until its rotation is raised, which makes a new one.
            """
    )

    @OptionGroup var state: StateOptions
    @OptionGroup var lock: LockOptions

    @Argument(
        help:
            "The key's name in the manifests, for all its secrets; or the id of one of them, key_..."
    )
    var keys: [String]

    func run() throws {
        let now = Instant(secondsSinceEpoch: ProcessEnvironment.now())
        let record = LockRecord.current(operation: "keys revoke", now: now)
        let store = state.store()
        var revoked: [Tombstone] = []
        let commit = try store.change(as: record, patience: lock.lockTimeout) {
            state throws(StoreError) in
            guard let state else { throw StoreError(.io, store.path, "there is no state") }
            // Whoever has only the key itself gets it revoked, too.
            let names = keys.map { name in
                KeyFormat.isValid(Array(name.utf8)) ? KeyHash(ofKey: Array(name.utf8)).id : name
            }
            let revocation = KeyRevocation(of: names, in: state, at: now)
            if let name = revocation.unknown.first {
                throw Self.unknown(name, in: state, store.path)
            }
            revoked = revocation.issuance.tombstones
            if revoked.isEmpty { return nil }
            Interrupts.enter(.commit)
            return state.issuing(
                revocation.issuance,
                summary: ChangeSummary(
                    counts: ["revoke": revoked.count],
                    names: revoked.map { "revoke \($0.resource) \($0.id)" }
                ),
                digest: StateCoding.digest(of: state),
                engine: Version.text,
                now: now
            )
        }
        let lines = revoked.map { "Revoked \($0.id) of \($0.resource).\n" }
        try Console().write(lines.isEmpty ? "All of them are revoked already.\n" : lines.joined())
        if let problem = commit?.historyProblem { Console().warn(ofHistory: problem) }
    }

    private static func unknown(_ name: String, in state: State, _ path: String) -> StoreError {
        let known = state.resources(ofKind: APIKey.kind.word).map(\.id.id)
        let hint = Suggestion.nearest(to: name, in: known).map { "; did you mean \"\($0)\"?" }
        return StoreError(
            .io,
            path,
            "the state has no key \"\(name)\"\(hint ?? "")",
            help: "nothing was revoked; `upkeep keys list` tells which there are"
        )
    }
}
