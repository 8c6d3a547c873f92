import Synchronization
import TestSupport
import Testing
import UpkeepEngine
import UpkeepStore

/// What a server knows of the state, whatever becomes of the file.
@Suite("Whoever follows a state")
struct StateFollowerTests {
    private final class Events: Sendable {
        private let words = Mutex<[String]>([])

        @Sendable func add(_ event: StateFollower.Event) {
            words.withLock { words in
                switch event {
                case .loaded(let serial): words.append("loaded \(serial)")
                case .failed(let error): words.append("failed: \(error.code)")
                }
            }
        }

        var all: [String] { words.withLock { $0 } }
    }

    private let folder: TemporaryFolder
    private let events = Events()
    private let follower: StateFollower
    private let one: [UInt8]
    private let two: [UInt8]

    init() throws {
        folder = try TemporaryFolder()
        follower = StateFollower(
            StateStore(path: folder["state/state.json"]),
            report: events.add
        )
        var state = TestState()
        state.apply(TestPage.yaml)
        one = try StateCoding.encode(#require(state.state))
        state.apply(TestPage.yaml.replacing("Acme Status", with: "Acme"))
        two = try StateCoding.encode(#require(state.state))
        try folder.makeFolder("state")
    }

    /// Puts a file in the place of the state, as a commit does.
    private func commit(_ bytes: [UInt8]) throws {
        try folder.replace("state/state.json", with: bytes)
    }

    @Test("sees every commit with the next look, and reads it once")
    func commits() throws {
        #expect(follower.look().generation == 0)
        try commit(one)
        #expect(follower.look().generation == 1)
        #expect(follower.look().generation == 1)
        #expect(follower.state?.serial == 1)
        try commit(two)
        #expect(follower.look().generation == 2)
        #expect(follower.state?.serial == 2)
        #expect(follower.look().isCurrent)
        #expect(events.all == ["loaded 1", "loaded 2"])
    }

    @Test("keeps the last good state, and says that it is not the one of now")
    func damage() throws {
        try commit(one)
        #expect(follower.look().isCurrent)
        var damaged = two
        damaged[damaged.count / 2] ^= 1
        try commit(damaged)
        let position = follower.look()
        #expect(!position.isCurrent)
        #expect(position.generation == 1)
        #expect(follower.state?.serial == 1)
        // The same file is not read again and again.
        #expect(!follower.look().isCurrent)
        #expect(!follower.look(patiently: true).isCurrent)
        #expect(events.all == ["loaded 1", "failed: corrupt"])
        try commit(two)
        #expect(follower.look().isCurrent)
        try folder.remove("state/state.json")
        #expect(!follower.look().isCurrent)
        #expect(follower.state?.serial == 2)
        try commit(two)
        #expect(follower.look().isCurrent)
    }

    @Test("tries a file that could not be read again only patiently, and not at once")
    func retries() throws {
        try commit(one)
        #expect(follower.look().isCurrent)
        try folder.remove("state/state.json")
        // A link is never followed, whatever it leads to; what it leads to can come to stand in its place unseen.
        try folder.write(two, to: "elsewhere")
        try folder.link("state/state.json", to: folder["elsewhere"])
        #expect(!follower.look().isCurrent)
        #expect(!follower.look(patiently: true).isCurrent)
        pause(milliseconds: 1_050)
        #expect(!follower.look().isCurrent)
        #expect(events.all.count == 2)
        #expect(!follower.look(patiently: true).isCurrent)
        #expect(events.all.count == 3)
    }
}
