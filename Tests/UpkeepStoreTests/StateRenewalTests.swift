import TestSupport
import Testing
import UpkeepEngine
import UpkeepStore

/// A state is read beside the one before it, and has to be the same as if it were read alone.
@Suite("A state that takes the place of another")
struct StateRenewalTests {
    private let folder: TemporaryFolder
    private let follower: StateFollower

    init() throws {
        folder = try TemporaryFolder()
        try folder.makeFolder("state")
        follower = StateFollower(StateStore(path: folder["state/state.json"])) { _ in }
    }

    private func commit(_ bytes: [UInt8]) throws -> StateFollower.Position {
        try folder.replace("state/state.json", with: bytes)
        return follower.look()
    }

    private static func yaml(_ names: [String]) -> String {
        TestPage.yaml + "monitors:\n"
            + names.map { "  \($0): {name: M \($0), type: heartbeat, status_page: acme}\n" }
            .joined()
    }

    private static let before = ["b", "c", "d", "f", "g"]

    @Test(
        "is read as if nothing were known",
        arguments: [
            before, ["a"] + before, before + ["h"], ["b", "c", "d", "e", "f", "g"],
            ["c", "d", "f", "g"], ["b", "c", "d", "f"], ["b", "d", "g"], ["x", "y"],
            ["a", "b", "e", "f", "z"], ["b"],
        ]
    )
    func asAlone(after: [String]) throws {
        var state = TestState()
        state.apply(Self.yaml(Self.before))
        #expect(try commit(StateCoding.encode(#require(state.state))).isCurrent)
        for names in [after, Self.before, after] {
            let yaml = Self.yaml(names).replacing("M d", with: names == after ? "D" : "M d")
            state.apply(yaml, consent: Consent(deletionLimit: 100))
            let bytes = try StateCoding.encode(#require(state.state))
            #expect(try commit(bytes).isCurrent)
            let read = try #require(follower.state)
            #expect(StateCoding.encode(read) == bytes)
            #expect(try read.resources == StateCoding.decode(bytes, path: "").resources)
        }
    }

    @Test("is refused with one bit flipped, or cut off, and the next one is taken")
    func damage() throws {
        var state = TestState()
        state.apply(Self.yaml(["a", "b"]))
        let one = try StateCoding.encode(#require(state.state))
        state.apply(Self.yaml(["a", "c"]), consent: Consent(deletionLimit: 100))
        let two = try StateCoding.encode(#require(state.state))
        #expect(try commit(one).isCurrent)
        for index in two.indices {
            var damaged = two
            damaged[index] ^= 1 << (index % 8)
            #expect(try !commit(damaged).isCurrent, "bit \(index % 8) of byte \(index)")
            #expect(try !commit(Array(two[..<index])).isCurrent, "\(index) bytes")
        }
        #expect(try commit(two).isCurrent)
        #expect(follower.state?.serial == 2)
    }
}
