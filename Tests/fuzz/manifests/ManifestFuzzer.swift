import CFuzzer
import UpkeepEngine
import UpkeepKinds
import UpkeepSource
import UpkeepStore
import UpkeepYAML

/// Reads any bytes as a manifest and holds the whole way to the state to what it promises.
@main
enum ManifestFuzzer {
    static func main() {
        var count = CommandLine.argc
        var arguments = unsafe Optional(CommandLine.unsafeArgv)
        // libFuzzer calls this over and over, with inputs that reach ever more of the code.
        _ = unsafe LLVMFuzzerRunDriver(&count, &arguments) { start, count in
            unsafe ManifestFuzzer.run(Array(UnsafeBufferPointer(start: start, count: count)))
            return 0
        }
    }

    private static let now = Instant(secondsSinceEpoch: 1_795_435_200)
    private static let reader = ManifestReader(kinds: Kind.all, version: "fuzz", now: now)

    private static func run(_ bytes: [UInt8]) {
        let sources = ManifestSources([
            ManifestFile(name: "input.yaml", path: "input.yaml", bytes: bytes)
        ])
        let tree = ManifestTree(sources, reader)
        for diagnostic in tree.diagnostics.sorted.prefix(Diagnostics.shownErrors) {
            _ = diagnostic.message.printable
        }
        guard !tree.diagnostics.hasErrors, tree.desired.danglingReferences.isEmpty else { return }
        let plan = plan(tree, from: nil)
        guard !plan.diagnostics.hasErrors else { return }
        let state = state(after: plan, tree)
        let encoded = StateCoding.encode(state)
        guard let read = try? StateCoding.decode(encoded, path: "state.json") else {
            preconditionFailure("what was written can be read")
        }
        precondition(StateCoding.encode(read) == encoded, "it comes back as it was")
        precondition(Self.plan(tree, from: read).isEmpty, "the plan is empty once it is applied")
        let again = ManifestTree(sources, reader, after: read)
        precondition(again.diagnostics.sorted == tree.diagnostics.sorted, "the same is said")
        precondition(Self.plan(again, from: read).isEmpty, "what has not changed is the same")
    }

    private static func plan(_ tree: ManifestTree, from state: State?) -> Plan {
        Plan(
            from: state.map(StateCoding.identity),
            source: Source(commit: nil, branch: nil, isDirty: nil, treeDigest: tree.digest),
            kinds: Kind.all,
            in: PlanContext(desired: tree.desired, state: state, now: now, zones: .system)
        )
    }

    private static func state(after plan: Plan, _ tree: ManifestTree) -> State {
        State(
            applying: plan,
            to: nil,
            desired: tree.desired,
            kinds: Kind.all,
            ApplyContext(now: now, engine: "fuzz", manifests: tree.record) {
                "00000000-0000-4000-8000-000000000000"
            }
        )
    }
}
