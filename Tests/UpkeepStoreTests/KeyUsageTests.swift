import TestSupport
import Testing
import UpkeepEngine
import UpkeepStore

@Suite("When a key was used last")
struct KeyUsageTests {
    private static let start = time("2026-11-23T12:00:00Z")

    private func moment(_ seconds: Int) -> Instant { Self.start.advanced(by: Seconds(seconds)) }

    @Test("is written at most once a minute")
    func interval() throws {
        let folder = try TemporaryFolder()
        let store = StateStore(path: folder["state.json"])
        let usage = KeyUsage(of: store)
        usage.note("key_a", at: moment(0))
        usage.note("key_a", at: moment(30))
        usage.note("key_b", at: moment(59))
        #expect(usage.lastUse(of: "key_a") == moment(30))
        #expect(KeyUsage(of: store).lastUse(of: "key_a") == moment(0))
        #expect(KeyUsage(of: store).lastUse(of: "key_b") == nil)
        usage.note("key_a", at: moment(60))
        #expect(KeyUsage(of: store).lastUse(of: "key_a") == moment(60))
        #expect(KeyUsage(of: store).lastUse(of: "key_b") == moment(59))
        usage.note("key_b", at: moment(61))
        usage.flush(at: moment(62))
        #expect(KeyUsage(of: store).lastUse(of: "key_b") == moment(61))
        #expect(try folder.names() == ["key-usage.json"], "the state is not touched")
    }

    @Test("is kept when another process writes as well, and is lost without harm")
    func others() throws {
        let folder = try TemporaryFolder()
        let store = StateStore(path: folder["state.json"])
        let (first, second) = (KeyUsage(of: store), KeyUsage(of: store))
        first.note("key_a", at: moment(0))
        second.note("key_b", at: moment(1))
        #expect(KeyUsage(of: store).lastUse(of: "key_a") == moment(0))
        #expect(KeyUsage(of: store).lastUse(of: "key_b") == moment(1))
        try folder.write("nonsense", to: "key-usage.json")
        #expect(KeyUsage(of: store).lastUse(of: "key_a") == nil)
    }
}
