import FoundationEssentials

/// The judge of keys: whatever happens, there is no valid key that nobody holds, and nobody loses the key that they have.
struct KeyOracle: Sendable {
    /// Who receives the keys of the scenarios, and what they open them with.
    static let recipient = "age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryef"
    private static let identity =
        "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"

    private struct Row: Decodable {
        let id: String?
        let status: String
    }

    private let upkeep: Upkeep
    /// The words that open what is sealed.
    private let unsealing: String
    /// The key that somebody uses since before the fault; nil when there was none.
    private let held: String?

    /// The judge of what happens to a store; its keys are the ones that are held.
    init(_ upkeep: Upkeep, _ store: Store, in folder: String) throws {
        self.upkeep = upkeep
        let identity = "\(folder)/identity.txt"
        try Files.write("\(Self.identity)\n", to: identity)
        unsealing = "'\(upkeep.path)' keys unseal --identity '\(identity)'"
        guard Files.exists(store.state) else {
            held = nil
            return
        }
        let opening =
            "'\(upkeep.path)' keys sealed ci --state '\(store.state)' | \(unsealing) --key-only"
        // One that cannot be opened is a problem by itself, which is found when it is judged.
        let outcome = try Child.run(["/bin/sh", "-c", opening])
        held =
            outcome.status == 0 ? outcome.output.split(separator: "\n").first.map(String.init) : nil
    }

    /// Everything that is wrong with the keys of a state.
    func problems(in store: Store) -> [String] {
        guard Files.exists(store.state) else { return [] }
        let place = "--state '\(store.state)' --at \(Upkeep.now)"
        var problems: [String] = []
        do {
            let list = try Child.check(
                "/bin/sh",
                "-c",
                "'\(upkeep.path)' keys list --format json \(place)"
            )
            for row in try JSONDecoder().decode([Row].self, from: Data(list.utf8)) {
                guard let id = row.id, ["active", "replaced"].contains(row.status) else { continue }
                let opening =
                    "'\(upkeep.path)' keys sealed \(id) --state '\(store.state)' | \(unsealing)"
                let outcome = try Child.run([
                    "/bin/sh", "-c", "\(opening) | '\(upkeep.path)' keys verify \(place)",
                ])
                if outcome.status != 0 || !outcome.output.contains(id) {
                    problems.append("\(id) is valid, and its receiver cannot use it: \(outcome)")
                }
            }
            if let held {
                let outcome = try Child.run([
                    "/bin/sh", "-c", "echo \(held) | '\(upkeep.path)' keys verify \(place)",
                ])
                if outcome.status != 0 { problems.append("the old key is lost: \(outcome)") }
            }
        } catch {
            problems.append("\(error)")
        }
        return problems
    }
}
