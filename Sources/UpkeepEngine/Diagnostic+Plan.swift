import UpkeepSource

// What is wrong between resources, and why a plan is refused.

extension Diagnostic {
    static func duplicateResource(
        _ id: ResourceID,
        _ kind: KindName,
        at key: Node,
        first: Node
    ) -> Diagnostic {
        Diagnostic(
            .error,
            .duplicateResource,
            kind.isSingleton ? "\(kind.word) is declared twice" : "\(id) is declared twice",
            at: key,
            notes: [Note("the first declaration is here", at: first.range)],
            help: kind.isSingleton
                ? "put both into one map" : "give one of them another id, or remove it"
        )
    }

    /// A reference to something that neither the manifests nor the state have.
    ///
    /// Finding out what was meant takes a look at everything that is declared.
    fileprivate static func unknownReference(
        _ use: ReferenceUse,
        in desired: DesiredState,
        suggests: Bool
    ) -> Diagnostic {
        let target = use.target
        let (owner, name) = target.ownerAndName
        let resources = suggests ? desired.resources : []
        let renamed = resources.first {
            $0.id.kind == target.kind && $0.previousIDs.contains(target.id)
        }
        let known = resources.flatMap { [$0.id] + $0.parts }.filter {
            $0.kind == target.kind && $0.ownerAndName.owner == owner
        }
        let suggestion =
            renamed?.id.id ?? Suggestion.nearest(to: name, in: known.map(\.ownerAndName.name))
        let title = target.kind.split(separator: "_").joined(separator: " ")
        let place = owner.map { "\($0) has no \(title) \"\(name.printable)\"" }
        return Diagnostic(
            .error,
            .unknownReference,
            (place ?? "there is no \(title) \"\(name.printable)\"")
                + (suggestion.map { "; did you mean \"\($0)\"?" } ?? ""),
            at: use.node,
            help: renamed == nil
                ? "declare it, or name one that is declared" : "it was renamed to this"
        )
    }

    static func previousIDInUse(
        _ previous: ResourceID,
        by resource: Resource,
        other: Resource
    ) -> Diagnostic {
        previousID(
            of: resource,
            "\(resource.id) was previously \(previous), which is still declared",
            other: other,
            help: "remove one of the two"
        )
    }

    static func previousIDTwice(
        _ previous: ResourceID,
        by resource: Resource,
        other: Resource
    ) -> Diagnostic {
        previousID(
            of: resource,
            "\(resource.id) and \(other.id) were both previously \(previous)",
            other: other,
            help: "only one of them can keep its history"
        )
    }

    private static func previousID(
        of resource: Resource,
        _ message: String,
        other: Resource,
        help: String
    ) -> Diagnostic {
        Diagnostic(
            .error,
            .previousID,
            message,
            at: resource.node["previously"] ?? resource.key,
            notes: [Note("the other one is here", at: other.key.range)],
            help: help
        )
    }
}

extension ResourceID {
    /// The resource that a part belongs to, and the part's own id; a resource has no owner.
    fileprivate var ownerAndName: (owner: String?, name: String) {
        guard let slash = id.firstIndex(of: "/") else { return (nil, id) }
        return (String(id[..<slash]), String(id[id.index(after: slash)...]))
    }
}

extension Diagnostics {
    /// Reports references without a target; suggestions only come with those that are shown.
    package mutating func report(dangling uses: [ReferenceUse], in desired: DesiredState) {
        for (index, use) in uses.enumerated() {
            let suggests = index < Self.shownErrors
            report(.unknownReference(use, in: desired, suggests: suggests))
        }
    }
}

// MARK: Refusals

extension Diagnostic {
    /// How many resources a refusal names.
    private static let namedResources = 10

    static func massDeletion(
        _ deleted: [Change],
        _ kind: KindName,
        total: Int,
        limit: Int
    ) -> Diagnostic {
        let names = deleted.prefix(namedResources).map(\.id.description).joined(separator: ", ")
        let rest =
            deleted.count > namedResources ? " and \(deleted.count - namedResources) more" : ""
        return Diagnostic(
            .error,
            .massDeletion,
            "the plan deletes \(deleted.count) of \(total) \(kind.section); \(limit) are allowed: \(names)\(rest)",
            at: nil,
            help:
                "if that is meant, add --max-deletes \(deleted.count), or --allow-delete for each by name"
        )
    }

    static func emptiedKind(_ kind: KindName, total: Int) -> Diagnostic {
        Diagnostic(
            .error,
            .emptiedKind,
            total == 1
                ? "the plan deletes the only \(kind.title)"
                : "the plan deletes all \(total) \(kind.section)",
            at: nil,
            help: "if that is meant, add --allow-empty \(kind.word)"
        )
    }

    static func protected(_ resource: StoredResource) -> Diagnostic {
        Diagnostic(
            .error,
            .protected,
            "\(resource.id) is protected and would be deleted (was \(resource.place))",
            at: nil,
            help: "apply a commit with protect: false first, or add --allow-delete \(resource.id)"
        )
    }

    static func stillReferenced(_ id: ResourceID, by uses: [ReferenceUse]) -> Diagnostic {
        Diagnostic(
            .error,
            .stillReferenced,
            "\(id) is no longer declared, but \(uses.count) \(uses.count == 1 ? "place names" : "places name") it",
            at: nil,
            notes: uses.map(\.node.range).sorted().prefix(namedResources).map {
                Note("named here", at: $0)
            },
            help: "change or remove these first, or declare \(id) again"
        )
    }

    static func notSelected(_ use: ReferenceUse) -> Diagnostic {
        Diagnostic(
            .error,
            .notSelected,
            "\(use.target) is needed here, but --only leaves it out and the state does not have it",
            at: use.node,
            help: "add --only \(use.target)"
        )
    }

    static func notSelected(_ target: ResourceID, by user: ResourceID) -> Diagnostic {
        Diagnostic(
            .error,
            .notSelected,
            "\(user) in the state names \(target), which would be gone, and --only leaves \(user) out",
            at: nil,
            help: "add --only \(user)"
        )
    }

    static func missingScope(of actor: Actor, for changes: [Change], _ kind: Kind) -> Diagnostic {
        let names = changes.prefix(namedResources).map(\.id.description).joined(separator: ", ")
        let rest =
            changes.count > namedResources ? " and \(changes.count - namedResources) more" : ""
        let scope = kind.writeScope.map { "the scope \($0)" } ?? "full access"
        return Diagnostic(
            .error,
            .missingScope,
            "\(actor.resource) (\(actor.id)) may not change \(kind.name.section): \(names)\(rest)",
            at: nil,
            help: "that needs \(scope): apply it as a key that has it"
        )
    }
}
