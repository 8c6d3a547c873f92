import ArgumentParser
import UpkeepEngine
import UpkeepKinds
import UpkeepStore

/// Looks after API keys.
struct KeysCommand: ExemplaryCommand {
    static let example = "upkeep keys list"
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "List, make, check, open and revoke API keys.",
        subcommands: [
            KeysListCommand.self, KeysGenerateCommand.self, KeysVerifyCommand.self,
            KeysRevokeCommand.self, KeysSealedCommand.self, KeysUnsealCommand.self,
        ]
    )
}

extension StateStore {
    /// The keys of the state, which has to be there.
    func keyRing() throws(StoreError) -> (state: State, ring: KeyRing) {
        guard let state = try loadForKeys() else {
            throw StoreError(
                .io,
                path,
                "there is no state",
                help: "name it with --state, or run upkeep reconcile"
            )
        }
        return (state, KeyRing(state, zones: .system))
    }
}
