import TestSupport
import Testing
import UpkeepEngine
import UpkeepKinds
import UpkeepSource
import UpkeepStore
import UpkeepYAML

@Suite("Reading only what has changed")
struct IncrementalReadingTests {
    /// How many trees the test below goes through; what nothing refuses is applied, and the next edits follow on it.
    #if DEBUG
    static let steps = 800
    #else
    static let steps = 8_000
    #endif

    @Test("comes to the same as reading everything, whatever was edited", arguments: 1...4)
    func sameResult(seed: Int) {
        var tree = RandomTree(seed: seed)
        var state: State?
        var (reused, applied) = (0, 0)
        for step in 1...(Self.steps / 4) {
            tree.edit()
            let sources = ManifestSources(tree.files)
            let whole = ManifestTree(sources, Self.reader)
            let incremental = ManifestTree(sources, Self.reader, after: state)
            let place = "seed \(seed), step \(step)"
            #expect(incremental.outline == whole.outline, "\(place)")
            #expect(incremental.digest == whole.digest)
            reused += incremental.reusedCount
            let selection = tree.selection()
            let plans = [incremental, whole].map { $0.plan(from: state, selection) }
            #expect(plans[0].json == plans[1].json, "\(place)")
            #expect(plans[0].diagnostics.sorted == plans[1].diagnostics.sorted, "\(place)")
            guard !whole.diagnostics.hasErrors, whole.desired.danglingReferences.isEmpty,
                !plans[0].diagnostics.hasErrors, !plans[0].isEmpty
            else {
                // A tree that is broken for long tests little.
                if step % 4 == 0 { tree.repair() }
                continue
            }
            let next = zip([incremental, whole], plans).map { $0.applied($1, to: state) }
            #expect(next[0].resources == next[1].resources, "\(place)")
            #expect(next[0].manifests.digests == next[1].manifests.digests)
            #expect(next[0].manifests.unsettled == next[1].manifests.unsettled, "\(place)")
            state = next[0]
            applied += 1
        }
        #expect(reused > Self.steps / 4, "nothing is tested where nothing is taken from the state")
        #expect(applied > Self.steps / 80)
    }

    @Test("is not done when the version, the kinds, the limits or a time zone are others")
    func invalidation() throws {
        let sources = ManifestSources([.init("page.yaml", TestPage.yaml)])
        let tree = ManifestTree(sources, Self.reader)
        let state = tree.applied(tree.plan(from: nil, Selection()), to: nil)
        #expect(ManifestTree(sources, Self.reader, after: state).reusedCount > 0)
        var deeper = TreeLimits()
        deeper.yaml.depth += 1
        let zones = try TemporaryFolder()
        try zones.makeFolder("Europe")
        let others = [
            ManifestReader(kinds: Kind.all, version: "2", now: testNow),
            ManifestReader(kinds: Kind.all.reversed(), version: "1", now: testNow),
            ManifestReader(kinds: Kind.all, version: "1", now: testNow, limits: deeper),
            ManifestReader(
                kinds: Kind.all,
                version: "1",
                now: testNow,
                zones: TimeZones(folder: zones.path)
            ),
        ]
        for other in others {
            #expect(ManifestTree(sources, other, after: state).reusedCount == 0)
        }
    }

    @Test("is not done for a manifest that a partial apply has left behind")
    func partialApply() {
        let sources = ManifestSources([
            .init("page.yaml", TestPage.yaml),
            .init("two.yaml", Self.monitors),
        ])
        let tree = ManifestTree(sources, Self.reader)
        let selection = Selection(
            kinds: ["status_page"],
            resources: [ResourceID(kind: "monitor", id: "a")]
        )
        let state = tree.applied(tree.plan(from: nil, selection), to: nil)
        #expect(state.manifests.unsettled == ["two.yaml"])
        let plan = ManifestTree(sources, Self.reader, after: state).plan(from: state, Selection())
        #expect(plan.outline == ["+ monitor/b"])
    }

    @Test("is done for a manifest with warnings only after parsing it again")
    func warnings() {
        let sources = ManifestSources([.init("keys.yaml", "keys: {ci: {}}\n")])
        let tree = ManifestTree(sources, Self.reader)
        #expect(tree.diagnostics.warningCount == 1)
        let state = tree.applied(tree.plan(from: nil, Selection()), to: nil)
        #expect(state.manifests.unsettled == ["keys.yaml"])
        let again = ManifestTree(sources, Self.reader, after: state)
        #expect(again.diagnostics.sorted == tree.diagnostics.sorted)
    }

    private static let reader = ManifestReader(kinds: Kind.all, version: "1", now: testNow)

    private static let monitors = """
        monitors:
          a: {name: A, type: heartbeat, status_page: acme}
          b: {name: B, type: heartbeat, status_page: acme}

        """
}

extension ManifestFile {
    fileprivate init(_ name: String, _ text: String) {
        self.init(name: name, path: "tree/\(name)", bytes: Array(text.utf8))
    }
}

extension ManifestTree {
    /// Everything that can be seen of a tree.
    fileprivate var outline: [String] {
        diagnostics.sorted.map { "\($0)" } + desired.danglingReferences.map { "\($0.target)" }
            + desired.resources.map { "\($0.id) \($0.recordedPlace) \($0.specification.json)" }
    }

    /// How many resources were taken from the state.
    fileprivate var reusedCount: Int { desired.resources.count { $0.node.file.path.isEmpty } }

    fileprivate func plan(from state: State?, _ selection: Selection) -> Plan {
        Plan(
            from: state.map(StateCoding.identity),
            source: Source(commit: nil, branch: nil, isDirty: nil, treeDigest: digest),
            kinds: Kind.all,
            selection: selection,
            in: PlanContext(
                desired: desired,
                state: state,
                now: testNow,
                zones: .system,
                // What is refused would be refused from then on, and nothing more would be applied.
                consent: Consent(
                    deletionLimit: 1_000,
                    deletions: Set((state?.resources ?? []).map(\.id)),
                    emptiedKinds: Set(Kind.all.map(\.name.word)),
                    allowsLockOut: true
                )
            )
        )
    }

    /// The state after a plan, read back from its file.
    fileprivate func applied(_ plan: Plan, to state: State?) -> State {
        let counter = Counter()
        let serial = state?.serial ?? 0
        let next = State(
            applying: plan,
            to: state,
            desired: desired,
            kinds: Kind.all,
            ApplyContext(now: testNow, engine: "1", manifests: record) {
                let digits = String(serial * 1_000 + counter.next())
                return "00000000-0000-4000-8000-"
                    + String(repeating: "0", count: 12 - digits.count) + digits
            }
        )
        guard let read = try? StateCoding.decode(StateCoding.encode(next), path: "state.json")
        else { preconditionFailure("a state can be read back") }
        return read
    }
}
