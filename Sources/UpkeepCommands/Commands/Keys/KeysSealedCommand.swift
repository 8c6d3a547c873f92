import ArgumentParser
import UpkeepEngine
import UpkeepKeys
import UpkeepKinds
import UpkeepStore

struct KeysSealedCommand: ExemplaryCommand {
    static let example = "upkeep keys sealed ci-pipeline | age -d -i identity.txt"
    static let configuration = CommandConfiguration(
        commandName: "sealed",
        abstract: "Print a key as it was sealed for its recipients; only they can open it."
    )

    @OptionGroup var state: StateOptions

    @Argument(help: "The key's name in the manifests, or the id of one of its secrets, key_...")
    var key: String

    func run() throws {
        let store = state.store()
        let (_, ring) = try store.keyRing()
        let entries = ring.entries.filter { $0.key == key || $0.id == key }
        // The newest; one before it has another content, and has to be named.
        guard let sealed = entries.first?.credential.sealed else {
            throw StoreError(
                .io,
                store.path,
                entries.isEmpty
                    ? "the state has no key \"\(key)\" that opens anything"
                    : "\(key) was not sealed for anybody",
                help:
                    "`upkeep keys list` tells which there are; deliver_to says who a new one is sealed for"
            )
        }
        try Console().write(sealed)
    }
}
