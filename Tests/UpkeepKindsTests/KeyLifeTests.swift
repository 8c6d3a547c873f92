import TestSupport
import Testing
import UpkeepEngine
import UpkeepKeys
import UpkeepKinds
import UpkeepStore

/// What becomes of a key from its first apply to its end: YAML in, plan out, and who still gets in.
@Suite("A key in the state")
struct KeyLifeTests {
    private static let later = time("2026-11-30T12:00:00Z")

    private func status(_ secret: [UInt8], _ state: TestState, at now: Instant = testNow) -> String
    {
        let ring = KeyRing(state.state, zones: .system)
        let (entry, tombstone) = ring.find(secret)
        if let entry { return entry.status(at: now).rawValue }
        guard let tombstone else { return "unknown" }
        return tombstone.isInForce(at: now) ? "ended" : "ending"
    }

    private func secret(_ state: TestState, _ id: String = "ci", _ index: Int = 0) throws -> [UInt8]
    {
        try #require(state.secrets[id])[index]
    }

    @Test("opens what its scopes say, and nothing else does")
    func creation() throws {
        var state = TestState()
        state.apply("keys: {ci: {name: CI, scopes: [monitors:read]}}")
        let secret = try secret(state)
        let entry = try #require(KeyRing(state.state, zones: .system).find(secret).entry)
        #expect(entry.name == "CI")
        #expect(entry.scopes == [.readMonitors])
        #expect(entry.credential.prefix?.utf8.elementsEqual(secret.prefix(8)) == true)
        #expect(status(secret, state) == "active")
        #expect(status(Array(secret.dropLast()), state) == "unknown")
        #expect(status([], state) == "unknown")
    }

    @Test("is not in the state, only its hash is")
    func hash() throws {
        var state = TestState()
        state.apply("keys: {ci: {scopes: []}}")
        let stored = try #require(state.state)
        let bytes = StateCoding.encode(stored)
        #expect(KeyFormat.ranges(in: bytes).isEmpty)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(KeyHash(ofKey: try secret(state)).text))
        #expect(try StateCoding.decode(bytes, path: "state.json").resources == stored.resources)
    }

    @Test("is valid within its time only")
    func validity() throws {
        var state = TestState()
        state.apply(
            "keys: {ci: {scopes: [], not_before: 2026-11-24T00:00:00Z, expires_at: 2026-11-25T00:00:00Z}}"
        )
        let secret = try secret(state)
        let moments = [
            "2026-11-23T23:59:59Z", "2026-11-24T00:00:00Z", "2026-11-24T23:59:59Z",
            "2026-11-25T00:00:00Z",
        ]
        #expect(
            moments.map { status(secret, state, at: time($0)) } == [
                "not yet valid", "active", "active", "expired",
            ]
        )
    }

    @Test("is replaced by raising its rotation, and the one before dies after the overlap")
    func rotation() throws {
        var state = TestState()
        state.apply("keys: {ci: {scopes: []}}")
        let yaml = "keys: {ci: {scopes: [], rotation: 2, overlap: 2d}}"
        let old = KeyHash(ofKey: try secret(state)).id
        #expect(
            state.plan(yaml).outline == [
                "* key/ci overlap: 7d -> 2d, rotation: 1 -> 2 | a new key, shown once by the apply; "
                    + "the key before, \(old), dies 2026-11-25T12:00:00Z"
            ]
        )
        state.apply(yaml)
        #expect(state.plan(yaml).isEmpty)
        #expect(status(try secret(state), state) == "active")
        #expect(status(try secret(state, "ci", 1), state) == "active")
        #expect(status(try secret(state), state, at: time("2026-11-25T12:00:00Z")) == "revoked")
        #expect(status(try secret(state, "ci", 1), state, at: Self.later) == "active")
        // The dead one goes with the next rotation; a live one is left its time.
        state.apply("keys: {ci: {scopes: [], rotation: 3, overlap: 0s}}", now: Self.later)
        #expect(status(try secret(state, "ci", 1), state, at: Self.later) == "ended")
        #expect(status(try secret(state, "ci", 2), state, at: Self.later) == "active")
    }

    @Test("cannot be rotated back")
    func lowered() {
        var state = TestState()
        state.apply("keys: {ci: {scopes: [], rotation: 3}}")
        #expect(
            state.plan("keys: {ci: {scopes: [], rotation: 2}}").refusals == ["rotation-lowered"]
        )
    }

    @Test("that is changed in any other way stays the same key, and is sealed for nobody new")
    func otherChanges() throws {
        var state = TestState()
        state.apply("keys: {ci: {scopes: []}}")
        state.apply(
            "keys: {cd: {name: CD, scopes: [], deliver_to: [\(KeyTests.recipient)], previously: [ci]}}"
        )
        #expect(state.secrets["cd"] == nil)
        #expect(status(try secret(state), state) == "active")
    }

    @Test("that is removed is dead for good, whatever is declared or restored later")
    func removal() throws {
        var state = TestState()
        let yaml = "keys: {ci: {scopes: [monitors:read]}, root: {scopes: []}}"
        state.apply(yaml)
        let first = state
        state.apply("keys: {root: {scopes: []}}")
        #expect(status(try secret(state), state) == "ended")
        // The removal is reverted.
        state.apply(yaml)
        #expect(status(try secret(state), state) == "ended")
        #expect(status(try secret(state, "ci", 1), state) == "active")
        // An older state is put back.
        let restored = try #require(first.state?.refusing(state.state?.tombstones ?? []))
        let ring = KeyRing(restored, zones: .system)
        #expect(ring.find(try secret(state)).entry?.status(at: testNow) == .revoked)
    }

    @Test("that is revoked in YAML keeps its name, and comes back only as a new one")
    func revocation() throws {
        var state = TestState()
        state.apply("keys: {ci: {scopes: [monitors:read]}}")
        let revoked = "keys: {ci: {scopes: [monitors:read], revoked: true}}"
        #expect(
            state.plan(revoked).outline == [
                "! key/ci revoked: false -> true | it opens nothing, for good"
            ]
        )
        state.apply(revoked)
        #expect(status(try secret(state), state) == "ended")
        state.apply("keys: {ci: {scopes: [monitors:read]}}")
        #expect(state.secrets["ci"]?.count == 1)
        #expect(status(try secret(state), state) == "ended")
        state.apply("keys: {ci: {scopes: [monitors:read], rotation: 2}}")
        #expect(status(try secret(state, "ci", 1), state) == "active")
    }

    @Test("that was made elsewhere needs only its hash, and never comes back either")
    func ownKey() throws {
        var generator = SystemRandomNumberGenerator()
        let secret = KeyFormat.generate(using: &generator).read { $0 }
        let yaml = "keys: {ci: {scopes: [monitors:read], sha256: \(KeyHash.digest(ofKey: secret))}}"
        var state = TestState()
        state.apply(yaml)
        #expect(state.secrets.isEmpty)
        #expect(status(secret, state) == "active")
        state.apply("keys: {ci: {scopes: [monitors:read], revoked: true}}")
        #expect(state.plan(yaml).refusals == ["key-was-revoked"])
    }

    @Test("is revoked by name or by id without any YAML, and stays so")
    func revocationByCommand() throws {
        var state = TestState()
        state.apply("keys: {ci: {scopes: []}, cd: {scopes: []}}")
        let known = try #require(state.state)
        let id = KeyHash(ofKey: try secret(state, "cd")).id
        let revocation = KeyRevocation(of: ["ci", id, "none"], in: known, at: testNow)
        #expect(revocation.unknown == ["none"])
        #expect(revocation.issuance.tombstones.count == 2)
        let next = known.issuing(
            revocation.issuance,
            summary: ChangeSummary(counts: [:], names: []),
            digest: StateCoding.digest(of: known),
            engine: "test",
            now: testNow
        )
        let ring = KeyRing(next, zones: .system)
        #expect(ring.entries.isEmpty)
        #expect(ring.ended.count == 2)
        #expect(KeyRevocation(of: ["ci", id], in: next, at: testNow).issuance.tombstones.isEmpty)
    }
}

@Suite("A key that was made elsewhere")
struct OwnKeyTests {
    private static let digest = String(repeating: "0123456789abcdef", count: 4)
    private static let other = String(repeating: "fedcba9876543210", count: 4)

    @Test("is replaced by another one, and not by a number")
    func rotation() {
        var state = TestState()
        state.apply("keys: {ci: {scopes: [], sha256: \(Self.digest)}}")
        let same = "keys: {ci: {scopes: [], sha256: \(Self.digest), rotation: 2, overlap: 0s}}"
        #expect(state.plan(same).refusals == ["rotation-without-key"])
        let other = "keys: {ci: {scopes: [], sha256: \(Self.other)}}"
        #expect(state.plan(other).refusals.isEmpty)
        #expect(state.plan(other).changes.map(\.action) == [.rotate])
    }

    @Test("opens with one name only")
    func anotherName() throws {
        var state = TestState()
        state.apply(
            "keys: {ci: {scopes: [monitors:read]}, own: {scopes: [], sha256: \(Self.digest)}}"
        )
        let made = KeyHash.digest(ofKey: try #require(state.secrets["ci"]?.first))
        let wider = """
            keys:
              a0: {scopes: [], sha256: \(made)}
              ci: {scopes: [monitors:read]}
              own: {scopes: [], sha256: \(Self.digest)}
            """
        #expect(state.plan(wider).refusals == ["same-key"])
        let moved =
            "keys: {ci: {scopes: [monitors:read]}, new: {scopes: [], sha256: \(Self.digest)}}"
        #expect(state.plan(moved).refusals == ["same-key"])
        let renamed = moved.replacing("\(Self.digest)", with: "\(Self.digest), previously: [own]")
        #expect(state.plan(renamed).refusals.isEmpty)
    }
}

@Suite("A tombstone")
struct TombstoneTests {
    private func tombstone(_ end: String, _ reason: Tombstone.Reason) -> Tombstone {
        Tombstone(
            hash: "sha256:00",
            id: "key_0",
            resource: ResourceID(kind: "key", id: "ci"),
            issuedAt: testNow,
            endsAt: time(end),
            reason: reason
        )
    }

    @Test("of a rotation has a date, any other one holds by whatever clock")
    func force() {
        let future = "2030-01-01T00:00:00Z"
        #expect(!tombstone(future, .rotated).isInForce(at: testNow))
        #expect(tombstone(future, .rotated).isInForce(at: time(future)))
        #expect(tombstone(future, .revoked).isInForce(at: testNow))
        #expect(tombstone(future, .removed).isInForce(at: testNow))
    }

    @Test("is never weakened by another one", arguments: [false, true])
    func merging(isReversed: Bool) {
        let pairs = [
            (
                tombstone("2026-12-01T00:00:00Z", .rotated),
                tombstone("2026-12-02T00:00:00Z", .rotated)
            ),
            (
                tombstone("2030-01-01T00:00:00Z", .revoked),
                tombstone("2026-12-01T00:00:00Z", .rotated)
            ),
        ]
        for (strong, weak) in pairs {
            let merged = isReversed ? [weak].merged(with: [strong]) : [strong].merged(with: [weak])
            #expect(merged == [strong])
        }
    }
}

@Suite("A plan about keys is refused")
struct KeyGuardTests {
    @Test("when nobody would have full access any more")
    func lockOut() {
        var state = TestState()
        state.apply("keys: {root: {scopes: []}, ci: {scopes: [monitors:read]}}")
        let without = [
            "keys: {ci: {scopes: [monitors:read]}}",
            "keys: {root: {scopes: [], revoked: true}, ci: {scopes: [monitors:read]}}",
            "keys: {root: {scopes: [monitors:read]}, ci: {scopes: [monitors:read]}}",
            "keys: {root: {scopes: [], expires_at: 2026-11-01T00:00:00Z}, ci: {scopes: [monitors:read]}}",
        ]
        for yaml in without {
            #expect(state.plan(yaml).refusals == ["lock-out"], "\(yaml)")
            #expect(state.plan(yaml, consent: Consent(allowsLockOut: true)).refusals.isEmpty)
        }
        // A key that opens nothing yet is none.
        let early =
            "keys: {root: {scopes: [], not_before: 2099-01-01T00:00:00Z}, ci: {scopes: [monitors:read]}}"
        #expect(state.plan(early).refusals == ["lock-out"])
        let with = [
            "keys: {root: {scopes: [], rotation: 2, overlap: 0s}, ci: {scopes: [monitors:read]}}",
            "keys: {boss: {scopes: [], previously: [root]}, ci: {scopes: [monitors:read]}}",
            "keys: {new: {scopes: []}, ci: {scopes: [monitors:read]}}",
            "keys: {ci: {scopes: []}}",
        ]
        for yaml in with { #expect(state.plan(yaml).refusals.isEmpty, "\(yaml)") }
    }

    @Test("when it goes beyond the scopes of the key that applies it")
    func scopes() {
        let page = TestPage.yaml
        let monitor = "monitors: {a: {name: A, type: heartbeat, status_page: acme}}\n"
        let maintenance = """
            maintenances:
              work:
                status_page: acme
                title: Work
                start_at: 2026-12-04T22:00:00Z
                end_at: 2026-12-04T23:00:00Z

            """
        var state = TestState()
        state.apply(page)
        func refusals(_ yaml: String, _ scopes: Set<String>) -> [String] {
            let actor = Actor(
                resource: ResourceID(kind: "key", id: "ci"),
                id: "key_0123456789abcdef",
                scopes: scopes
            )
            return state.plan(TestManifests(yaml), actor: actor).refusals
        }
        #expect(refusals(page + monitor, []).isEmpty)
        #expect(refusals(page + monitor, ["monitors:write"]).isEmpty)
        #expect(refusals(page + monitor, ["monitors:read"]) == ["missing-scope"])
        #expect(refusals(page + monitor + maintenance, ["monitors:write"]) == ["missing-scope"])
        #expect(
            refusals(page + monitor + maintenance, ["monitors:write", "maintenances:write"]).isEmpty
        )
        #expect(
            refusals(page + "keys: {x: {scopes: []}}\n", ["monitors:write"]) == ["missing-scope"]
        )
        #expect(refusals("workspace: {name: X}\n" + page, ["monitors:write"]) == ["missing-scope"])
        #expect(refusals(page, ["monitors:read"]).isEmpty, "nothing is changed")
    }

    @Test("when it ends the key that applies it")
    func ownEnd() {
        var state = TestState()
        state.apply("keys: {root: {scopes: []}, other: {scopes: []}}")
        let actor = Actor(resource: ResourceID(kind: "key", id: "root"), id: "key_0", scopes: [])
        func refusals(_ yaml: String) -> [String] {
            state.plan(TestManifests(yaml), actor: actor).refusals
        }
        #expect(refusals("keys: {other: {scopes: []}}") == ["actor-ends"])
        #expect(
            refusals("keys: {root: {scopes: [], revoked: true}, other: {scopes: []}}") == [
                "actor-ends"
            ]
        )
        #expect(
            refusals("keys: {root: {scopes: [], rotation: 2, overlap: 0s}, other: {scopes: []}}")
                == [
                    "actor-ends"
                ]
        )
        #expect(refusals("keys: {root: {scopes: [], rotation: 2}, other: {scopes: []}}").isEmpty)
        #expect(refusals("keys: {root: {scopes: []}}").isEmpty)
        let expired =
            "keys: {root: {scopes: [], expires_at: 2020-01-01T00:00:00Z}, other: {scopes: []}}"
        #expect(refusals(expired) == ["actor-ends"])
    }
}
