import TestSupport
import Testing
import UpkeepEngine
import UpkeepSource
import UpkeepStore

@Suite("A state store")
struct StateStoreTests {
    private let folder: TemporaryFolder
    private let store: StateStore
    private let record = LockRecord(processID: 1, host: "here", since: "now", operation: "test")

    init() throws {
        folder = try TemporaryFolder()
        store = StateStore(path: folder["state/state.json"])
    }

    private func commit(_ name: String, to store: StateStore? = nil) throws -> StateStore.Commit? {
        try (store ?? self.store).change(as: record, patience: 0) { current in
            let manifests = TestManifests("keys: {ci: {name: \"\(name)\", scopes: []}}")
            let plan = Plan(
                from: current.map(StateCoding.identity),
                source: Source(commit: nil, branch: nil, isDirty: nil, treeDigest: name),
                kinds: [],
                in: PlanContext(
                    desired: manifests.desired,
                    state: current,
                    now: testNow,
                    zones: .system
                )
            )
            if plan.isEmpty { return nil }
            return State(
                applying: plan,
                to: current,
                desired: manifests.desired,
                kinds: [],
                ApplyContext(now: testNow, engine: "test", manifests: ManifestRecord(digests: [:]))
                {
                    "00000000-0000-4000-8000-000000000000"
                }
            )
        }
    }

    private func permissions(of name: String) throws -> UInt32 {
        try folder.permissions(of: name)
    }

    @Test("is empty at first and reading it makes nothing")
    func empty() throws {
        #expect(try store.load() == nil)
        #expect(try folder.names().isEmpty)
    }

    @Test("makes a folder and files that only their owner can read")
    func modes() throws {
        _ = try commit("one")
        #expect(try permissions(of: "state") == 0o700)
        for name in ["state.json", "state.json.lock", "history.jsonl"] {
            #expect(try permissions(of: "state/\(name)") == 0o600)
        }
    }

    @Test("counts its commits, and leaves what does not change")
    func serials() throws {
        #expect(try commit("one")?.identity.serial == 1)
        #expect(try commit("one") == nil)
        #expect(try commit("two")?.identity.serial == 2)
        let state = try store.load()
        #expect(state?.serial == 2)
        #expect(try state?.previousDigest == store.loadBackup(1).map(StateCoding.digest))
    }

    @Test("keeps nine former states, the newest first")
    func backups() throws {
        for number in 1...12 { _ = try commit("state \(number)") }
        for number in 1...9 { #expect(try store.loadBackup(number)?.serial == 12 - number) }
        #expect(try store.loadBackup(10) == nil)
        #expect(try folder.names(in: "state").filter { $0.hasPrefix(".") }.isEmpty)
    }

    @Test("has a history whose lines hang together")
    func history() throws {
        for number in 1...4 { _ = try commit("state \(number)") }
        let bytes = try store.loadHistory()
        let report = History.read(bytes)
        #expect(report.entries.map(\.serial) == [1, 2, 3, 4])
        #expect(report.problems.isEmpty && !report.hasTornEnd)
        let lines = bytes.split(separator: 0x0A)
        let without = Array((lines[..<1] + lines[2...]).joined(separator: [0x0A])) + [0x0A]
        #expect(!History.read(without).problems.isEmpty, "a line that is taken out is missed")
        let text = String(decoding: bytes, as: UTF8.self)
        let changed = text.replacing("\"serial\":2,", with: "\"serial\":3,")
        #expect(
            !History.read(Array(changed.utf8)).problems.isEmpty,
            "a line that is changed is noticed"
        )
    }

    @Test("mends a history that a crash has cut short")
    func tornHistory() throws {
        for number in 1...3 { _ = try commit("state \(number)") }
        let bytes = try store.loadHistory()
        try folder.write(Array(bytes.dropLast(40)), to: "state/history.jsonl")
        #expect(try store.verify().problems.isEmpty)
        _ = try commit("state 4")
        let report = History.read(try store.loadHistory())
        #expect(report.entries.map(\.serial) == [1, 2, 3, 4])
        #expect(report.problems.isEmpty && !report.hasTornEnd)
    }

    @Test("clears away what a killed commit has left, and only that")
    func orphan() throws {
        _ = try commit("one")
        try folder.write("half a state", to: "state/.state.json.tmp")
        _ = try commit("two")
        #expect(
            try folder.names(in: "state") == [
                "history.jsonl", "state.json", "state.json.1", "state.json.lock",
            ]
        )
    }

    @Test("never writes over a damaged state, and restores the newest good one")
    func damage() throws {
        for number in 1...3 { _ = try commit("state \(number)") }
        try folder.write("damaged", to: "state/state.json")
        #expect(throws: StoreError.self) { try commit("state 4") }
        #expect(try folder.read("state/state.json") == Array("damaged".utf8))
        try folder.write("damaged too", to: "state/state.json.1")
        #expect(try store.verify().problems.count == 2)
        let restored = try store.restore(nil, as: record, now: testNow)
        #expect(restored.backup == 2)
        #expect(restored.commit.identity.serial == 4, "serials are never used again")
        #expect(try folder.read("state/state.json.damaged.1") == Array("damaged".utf8))
        #expect(try store.load()?.serial == 4)
        #expect(try commit("state 5")?.identity.serial == 5)
    }

    @Test("follows no links and opens nothing but regular files")
    func links() throws {
        try folder.write("target", to: "elsewhere")
        for name in ["state.json", "state.json.lock"] {
            try folder.makeFolder("state")
            try folder.link("state/\(name)", to: folder["elsewhere"])
            #expect(throws: StoreError.self) { try commit(name) }
            #expect(try folder.read("elsewhere") == Array("target".utf8))
            try folder.remove("state")
        }
        _ = try commit("one")
        try folder.remove("state/history.jsonl")
        try folder.link("state/history.jsonl", to: folder["elsewhere"])
        #expect(throws: StoreError.self, "nothing is committed on top of what the history lacks") {
            try commit("two")
        }
        #expect(try store.load()?.serial == 1)
        #expect(try folder.read("elsewhere") == Array("target".utf8))
        try folder.remove("state")
        try folder.makeFolder("state")
        try folder.link("linked", to: folder["state"])
        let linked = StateStore(path: folder["linked/state.json"])
        #expect(throws: StoreError.self) { try commit("x", to: linked) }
    }

    @Test("that is gone while its history is there is no new beginning")
    func goneState() throws {
        _ = try commit("one")
        try folder.remove("state/state.json")
        #expect(throws: StoreError.self) { try store.load() }
        #expect(throws: StoreError.self) { try commit("two") }
        _ = try commit("new", to: StateStore(path: folder["other/state.json"]))
    }

    @Test("goes on behind its history when an older copy has been put back")
    func olderCopy() throws {
        for number in 1...3 { _ = try commit("state \(number)") }
        try folder.write(folder.read("state/state.json.1"), to: "state/state.json")
        #expect(try commit("state 4")?.identity.serial == 4)
        #expect(try History.read(store.loadHistory()).entries.map(\.serial) == [1, 2, 3, 4])
        #expect(try store.verify().problems.isEmpty)
    }

    @Test("misses the first line of its history as much as any other")
    func firstLine() throws {
        for number in 1...3 { _ = try commit("state \(number)") }
        let lines = try store.loadHistory().split(separator: 0x0A)
        let rest = Array(lines.dropFirst().joined(separator: [0x0A])) + [0x0A]
        #expect(!History.read(rest).problems.isEmpty)
    }

    @Test("lets one in at a time")
    func lock() throws {
        let other = store
        _ = try store.change(as: record, patience: 0) { _ in
            do throws(StoreError) {
                _ = try other.change(as: record, patience: 0) { _ in nil }
                Issue.record("both were in")
            } catch {
                #expect(error.code == .locked)
                #expect(error.message.contains("process 1 on here, test since now"))
            }
            return nil
        }
        #expect(try store.clearLock(as: record) == nil)
        #expect(try commit("after")?.identity.serial == 1)
    }
}
