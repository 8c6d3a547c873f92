import UpkeepEngine
import UpkeepKeys
import UpkeepKinds
import UpkeepSource
import UpkeepStore

/// A state and the way to the next, as a test goes it.
package struct TestState: Sendable {
    package private(set) var state: State?
    /// The keys that applies have made, by the ids of theirs, the oldest first.
    package private(set) var secrets: [String: [[UInt8]]] = [:]

    package init() {}

    private static let source = Source(commit: nil, branch: nil, isDirty: nil, treeDigest: "tree")

    /// The plan from here to manifests.
    package func plan(
        _ manifests: TestManifests,
        now: Instant = testNow,
        selection: Selection = Selection(),
        consent: Consent = Consent(),
        actor: Actor? = nil
    ) -> Plan {
        Plan(
            from: state.map(StateCoding.identity),
            source: Self.source,
            kinds: Kind.all,
            selection: selection,
            in: PlanContext(
                desired: manifests.desired,
                state: state,
                now: now,
                zones: .system,
                consent: consent,
                actor: actor
            )
        )
    }

    /// The plan from here to one file.
    package func plan(_ yaml: String, now: Instant = testNow, consent: Consent = Consent()) -> Plan
    {
        plan(TestManifests(yaml, now: now), now: now, consent: consent)
    }

    /// Applies manifests that nothing refuses.
    package mutating func apply(
        _ manifests: TestManifests,
        now: Instant = testNow,
        consent: Consent = Consent()
    ) {
        let plan = plan(manifests, now: now, consent: consent)
        let context = PlanContext(
            desired: manifests.desired,
            state: state,
            now: now,
            zones: .system,
            consent: consent
        )
        let issuance = issuance(of: KeyIssuing(plan, in: context))
        let serial = state?.serial ?? 0
        let uuid = "00000000-0000-4000-8000-"
        let counter = Counter()
        state = State(
            applying: plan,
            to: state,
            desired: manifests.desired,
            kinds: Kind.all,
            ApplyContext(
                now: now,
                engine: "test",
                manifests: ManifestRecord(digests: ["test.yaml": "digest"]),
                issuance: issuance,
                makeUUID: {
                    let digits = String(serial * 1_000_000 + counter.next())
                    return uuid + String(repeating: "0", count: 12 - digits.count) + digits
                }
            )
        )
    }

    /// Makes the keys that an apply needs, and keeps them as their holders would.
    private mutating func issuance(of issuing: KeyIssuing) -> Issuance {
        var issued: [String: KeyIssuing.Issued] = [:]
        for request in issuing.requests {
            var generator = SystemRandomNumberGenerator()
            let secret = KeyFormat.generate(using: &generator)
            issued[request.id] = KeyIssuing.Issued(secret, sealed: nil)
            secrets[request.id, default: []].append(secret.read { $0 })
        }
        return issuing.issuance(issued)
    }

    package mutating func apply(
        _ yaml: String,
        now: Instant = testNow,
        consent: Consent = Consent()
    ) {
        apply(TestManifests(yaml, now: now), now: now, consent: consent)
    }
}

extension Plan {
    /// The plan in a few lines: `+ monitor/api`, `~ monitor/api interval: 60s -> 30s`, effects after `|`.
    package var outline: [String] {
        changes.map { change in
            let name = change.previousID.map { "\($0) -> \(change.id.id)" } ?? "\(change.id)"
            let fields = change.fields.map { field in
                let values = [field.before, field.after].map { $0?.plainText ?? "(none)" }
                return " \(field.path): \(values[0]) -> \(values[1])"
            }
            let effects =
                change.effects.isEmpty ? "" : " | " + change.effects.joined(separator: "; ")
            return "\(change.action.mark) \(name)\(fields.joined(separator: ","))\(effects)"
        }
    }

    /// The codes of what speaks against the plan.
    package var refusals: [String] {
        diagnostics.sorted.filter { $0.severity == .error }.map(\.code.word)
    }
}
