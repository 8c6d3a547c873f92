import UpkeepEngine
import UpkeepSource

// All wording about keys.

extension DiagnosticCode {
    static let scopesLeftOut = DiagnosticCode(
        "scopes-left-out",
        "A key without `scopes` has full access. Say `scopes: []` when you mean it, so that a reader sees it."
    )
    static let nothingToDeliver = DiagnosticCode(
        "nothing-to-deliver",
        "With `sha256` the key was made elsewhere: nothing but its hash is known here, so there is nothing to seal for "
            + "the recipients in `deliver_to`."
    )
    static let planWithoutKeys = DiagnosticCode(
        "plan-without-keys",
        "API keys come with the plan Pro and above. `workspace.plan` says which one the workspace has."
    )
    static let sameKey = DiagnosticCode(
        "same-key",
        "Two keys with the same `sha256` are one secret with two sets of scopes; whoever presents it would have either."
    )
    static let rotationLowered = DiagnosticCode(
        "rotation-lowered",
        "A key that was replaced stays so; a lower `rotation` would promise to bring it back."
    )
    static let rotationWithoutKey = DiagnosticCode(
        "rotation-without-key",
        "A rotation replaces a key by another. One that was made elsewhere is replaced by changing its `sha256`."
    )
    static let keyWasRevoked = DiagnosticCode(
        "key-was-revoked",
        "A key that was revoked, removed or replaced never opens anything again, also when it is declared anew."
    )
    static let lockOut = DiagnosticCode(
        "lock-out",
        "Without a key with full access nobody can apply changes of keys, status pages and settings as a key any more."
    )
    static let actorEnds = DiagnosticCode(
        "actor-ends",
        "The plan ends the key that it is applied as, so that the next apply could not be made with it."
    )
    package static let leakedKey = DiagnosticCode(
        "leaked-key",
        "A secret in a manifest is in the history of the repository for good. Whoever could read it can use it: revoke it "
            + "first, and declare only its `sha256`, or let an apply make it."
    )

    static let revocationStays = DiagnosticCode(
        "revocation-stays",
        "A rollback goes back to what was declared, and never to a key that has ended since: it was revoked, removed or replaced, "
            + "and whoever did that must be able to rely on it. Declare a new key, or raise `rotation`."
    )

    /// All codes about keys, for `explain`.
    static let keyCodes: [DiagnosticCode] = [
        .scopesLeftOut, .nothingToDeliver, .planWithoutKeys, .sameKey, .rotationLowered,
        .rotationWithoutKey,
        .keyWasRevoked, .lockOut, .actorEnds, .leakedKey, .revocationStays,
    ]
}

extension Diagnostic {
    static func keyStaysGone(_ id: ResourceID) -> Diagnostic {
        Diagnostic(
            .warning,
            .revocationStays,
            "\(id) was removed since, which ended its key: it does not come back",
            at: nil,
            help: "declare a new key where one is needed"
        )
    }

    static func keyKeeps(_ fields: [String], _ id: ResourceID) -> Diagnostic {
        Diagnostic(
            .warning,
            .revocationStays,
            "\(id) keeps its \(fields.joined(separator: " and ")): its key has ended or was replaced since",
            at: nil,
            help: "raise rotation where another key is needed"
        )
    }

    static func scopesLeftOut(at node: Node) -> Diagnostic {
        Diagnostic(
            .warning,
            .scopesLeftOut,
            "the key has no scopes, which is full access",
            in: node.file,
            at: node.offsets.lowerBound..<min(node.offsets.upperBound, node.offsets.lowerBound + 1),
            help: "write scopes: [] if you mean it, or the scopes that it needs"
        )
    }

    static func nothingToDeliver(at node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .nothingToDeliver,
            "a key with sha256 was made elsewhere, so there is nothing to deliver",
            at: node,
            help: "remove deliver_to, or sha256 to have a key made"
        )
    }

    static func planWithoutKeys(_ plan: BillingPlan, at node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .planWithoutKeys,
            "the plan \(plan.rawValue) is without API access",
            in: node.file,
            at: node.offsets.lowerBound..<min(node.offsets.upperBound, node.offsets.lowerBound + 1),
            help: "upgrade to pro or above and say so with workspace.plan, or remove the key"
        )
    }

    static func sameKey(at node: Node, first: Declared<APIKey>) -> Diagnostic {
        Diagnostic(
            .error,
            .sameKey,
            "it is the same key as \(first.id)",
            at: node,
            notes: [Note("the other one is here", at: first.node(of: "sha256").range)],
            help: "give each its own key, or this one more scopes"
        )
    }

    static func keyOfAnother(_ key: String, at node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .sameKey,
            "it is the same key as \(key), which the state has",
            at: node,
            help: "give it another key, or keep that one under a new name with previously: [\(key)]"
        )
    }

    static func rotationWithoutKey(at node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .rotationWithoutKey,
            "a higher rotation needs another key, and sha256 is still that of the one before",
            at: node,
            help: "make one with `upkeep keys generate` and declare its sha256"
        )
    }

    static func noKeyForRequiredOne(at node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .lockOut,
            "with require_key every apply needs a key, and none would have full access",
            at: node,
            help: "declare a key with scopes: [] as well"
        )
    }

    static func rotationLowered(from rotation: Int, at node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .rotationLowered,
            "rotation was \(rotation) already",
            at: node,
            help: "write \(rotation) to leave the key as it is, or \(rotation + 1) for a new one"
        )
    }

    static func keyWasRevoked(_ tombstone: Tombstone, at node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .keyWasRevoked,
            "\(tombstone.id) of \(tombstone.resource) is \(tombstone.reason.rawValue) and ends \(tombstone.endsAt)",
            at: node,
            help: "make a new one: upkeep keys generate"
        )
    }

    static func lockOut(_ keys: [String]) -> Diagnostic {
        Diagnostic(
            .error,
            .lockOut,
            "no key would have full access any more; now \(keys.joined(separator: ", ")) "
                + (keys.count == 1 ? "has it" : "have it"),
            at: nil,
            help: "declare another key with scopes: [], or add --allow-lock-out"
        )
    }

    static func actorEnds(_ actor: Actor) -> Diagnostic {
        Diagnostic(
            .error,
            .actorEnds,
            "the plan ends \(actor.resource) (\(actor.id)), as which it is applied",
            at: nil,
            help: "apply it as another key, or give the rotation an overlap"
        )
    }

    /// A key in a manifest.
    ///
    /// The line is not shown, because the key stands in it. `state` says what is known of the key.
    package static func leakedKey(
        _ id: String,
        _ state: String,
        at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            .error,
            .leakedKey,
            "an API key stands here: \(id), \(state)",
            at: range,
            help:
                "revoke it (upkeep keys revoke \(id)), then remove it from the file and its history"
        )
    }
}
