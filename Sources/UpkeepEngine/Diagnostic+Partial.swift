import UpkeepSource

// All wording about trees of which only a part can be applied.

extension DiagnosticCode {
    package static let deletionHeld = DiagnosticCode(
        "deletion-held",
        "A watcher deletes nothing that a broken manifest may declare now, or that something needs which a broken manifest declares. A "
            + "key that has to end at once is revoked: `upkeep keys revoke`."
    )
    package static let takenFromFrozen = DiagnosticCode(
        "taken-from-frozen",
        "A broken manifest freezes what it declares, so that no other manifest takes it meanwhile, under the same id or another."
    )

    static let partialCodes: [DiagnosticCode] = [.deletionHeld, .takenFromFrozen]
}

extension Diagnostic {
    static func deletionHeld(_ stored: StoredResource) -> Diagnostic {
        Diagnostic(
            .error,
            .deletionHeld,
            "\(stored.id) is declared nowhere that can be read, and stays until all manifests can be",
            at: nil,
            help: "mend the broken manifests; a key ends at once with `upkeep keys revoke`"
        )
    }

    static func takenFromFrozen(_ stored: StoredResource, at node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .takenFromFrozen,
            "\(stored.id) belongs to \(stored.place.path), which is broken and may still declare it",
            at: node,
            help: "mend \(stored.place.path)"
        )
    }

    /// A part that a manifest takes away while what names it cannot be changed, because its manifest is broken.
    static func stillReferenced(
        _ part: ResourceID,
        byFrozen user: StoredResource,
        at node: Node
    )
        -> Diagnostic
    {
        Diagnostic(
            .error,
            .stillReferenced,
            "\(part) is no longer declared, but \(user.id) names it, and \(user.place.path) is broken",
            at: node,
            help: "mend \(user.place.path), or declare \(part) again"
        )
    }
}
