import TestSupport
import Testing
import UpkeepEngine
import UpkeepStore

/// A state is read beside the one before it, and has to be the same as if it were read alone.
@Suite("A state that takes the place of another")
struct StateRenewalTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.makeFolder("state")
    }

    private func follower(piece: Int = 64) -> StateFollower {
        StateFollower(StateStore(path: folder["state/state.json"]), piece: piece) { _ in }
    }

    private func commit(
        _ bytes: [UInt8],
        seenBy follower: StateFollower
    ) throws -> StateFollower.Position {
        try folder.replace("state/state.json", with: bytes)
        return follower.look()
    }

    private static func yaml(_ names: [String]) -> String {
        TestPage.yaml + "monitors:\n"
            + names.map { "  \($0): {name: M \($0), type: heartbeat, status_page: acme}\n" }
            .joined()
    }

    private static let before = ["b", "c", "d", "f", "g"]
    private static let deletions = Consent(deletionLimit: 100)

    @Test(
        "is read as if nothing were known, whatever the pieces are",
        arguments: [
            before, ["a"] + before, before + ["h"], ["b", "c", "d", "e", "f", "g"],
            ["c", "d", "f", "g"], ["b", "c", "d", "f"], ["b", "d", "g"], ["x", "y"],
            ["a", "b", "e", "f", "z"], ["b"],
        ],
        [1, 7, 512, 1_048_576]
    )
    func asAlone(after: [String], piece: Int) throws {
        let follower = follower(piece: piece)
        var state = TestState()
        state.apply(Self.yaml(Self.before))
        let first = try StateCoding.encode(#require(state.state))
        #expect(try commit(first, seenBy: follower).isCurrent)
        for names in [after, Self.before, after] {
            let yaml = Self.yaml(names).replacing("M d", with: names == after ? "D" : "M d")
            state.apply(yaml, consent: Self.deletions)
            let bytes = try StateCoding.encode(#require(state.state))
            #expect(try commit(bytes, seenBy: follower).isCurrent)
            let read = try #require(follower.state)
            #expect(StateCoding.encode(read) == bytes)
            #expect(try read.resources == StateCoding.decode(bytes, path: "").resources)
        }
    }

    @Test("is not the one before when a resource has changed, and changed back, between two looks")
    func changedBack() throws {
        let follower = follower()
        let (yaml, other) = (
            Self.yaml(Self.before), Self.yaml(Self.before).replacing("M d", with: "D")
        )
        var state = TestState()
        state.apply(yaml)
        #expect(try commit(StateCoding.encode(#require(state.state)), seenBy: follower).isCurrent)
        state.apply(other, now: time("2026-11-23T13:00:00Z"))
        state.apply(yaml, now: time("2026-11-23T14:00:00Z"))
        // Only the last field of a line, when it was changed, is another one.
        let bytes = try StateCoding.encode(#require(state.state))
        #expect(try commit(bytes, seenBy: follower).isCurrent)
        #expect(try StateCoding.encode(#require(follower.state)) == bytes)
    }

    @Test("takes over what has not changed, until too much has")
    func takenOver() throws {
        let follower = follower()
        let names = (10..<40).map { "m\($0)" }
        var state = TestState()
        var resources: [StoredResource] = []
        var wasTakenOver: [Bool] = []
        for round in 0..<20 {
            // Each round changes one of thirty lines: after some of them a quarter of the first file is of no use.
            let yaml = Self.yaml(names).replacing("M m\(10 + round)", with: "N")
            state.apply(yaml)
            let bytes = try StateCoding.encode(#require(state.state))
            #expect(try commit(bytes, seenBy: follower).isCurrent)
            let read = try #require(follower.state).resources
            if let last = resources.last, let new = read.last { wasTakenOver.append(last === new) }
            resources = read
        }
        #expect(wasTakenOver.first == true)
        #expect((1...6).contains(wasTakenOver.count { !$0 }))
        // So little is left of them that their memory would be wasted.
        state.apply(Self.yaml(["m39"]), consent: Self.deletions)
        #expect(try commit(StateCoding.encode(#require(state.state)), seenBy: follower).isCurrent)
        #expect(follower.state?.resources.last !== resources.last)
        #expect(follower.state?.resources.last == resources.last)
    }

    @Test("is refused with one bit flipped, or cut off, and the next one is taken")
    func damage() throws {
        let follower = follower()
        var state = TestState()
        state.apply(Self.yaml(["a", "b"]))
        let one = try StateCoding.encode(#require(state.state))
        state.apply(Self.yaml(["a", "c"]), consent: Self.deletions)
        let two = try StateCoding.encode(#require(state.state))
        #expect(try commit(one, seenBy: follower).isCurrent)
        for index in two.indices {
            var damaged = two
            damaged[index] ^= 1 << (index % 8)
            let isTaken = try commit(damaged, seenBy: follower).isCurrent
            #expect(!isTaken, "bit \(index % 8) of byte \(index)")
            #expect(try !commit(Array(two[..<index]), seenBy: follower).isCurrent, "\(index) bytes")
        }
        #expect(try commit(two, seenBy: follower).isCurrent)
        #expect(follower.state?.serial == 2)
    }
}
