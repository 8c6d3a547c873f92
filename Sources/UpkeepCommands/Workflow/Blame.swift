import UpkeepEngine
import UpkeepSource
import UpkeepStore
import UpkeepYAML

/// Who and what is behind each field of a resource: the line of a manifest, its commit, and the apply that brought it.
struct Blame {
    /// The apply that a field has its value from.
    struct Applied {
        let serial: Int
        let appliedAt: Instant
        /// The commit that was applied.
        let source: Source
        /// Whether an earlier one cannot be it; the states before that are not kept.
        let isExact: Bool
    }

    /// One field.
    struct Field {
        let name: String
        let value: Value
        /// The line that says so; nil where none does, or nobody knows.
        var place: SourcePlace?
        /// Whether no manifest says so.
        var isDefault = false
        /// Nil outside a checkout.
        var origin: Checkout.LineOrigin?
        let applied: Applied
    }

    let resource: StoredResource
    let fields: [Field]
    /// Why there is less than there could be; nil when there is not.
    let remark: String?

    /// What is behind a resource of a state; `former` are those before it, the newest first.
    init(
        _ resource: StoredResource,
        in state: State,
        former: [State],
        _ manifests: ManifestOptions,
        _ console: Console
    ) throws(StoreError) {
        self.resource = resource
        let histories = [state] + former.filter { $0.lineage == state.lineage }
        var fields = (resource.specification.entries ?? []).map { entry in
            Field(
                name: entry.key,
                value: entry.value,
                applied: Self.applied(entry.key, entry.value, of: resource, in: histories)
            )
        }
        do throws(StoreError) {
            let lines = try DeclaredLines(resource, in: state, manifests, console)
            for index in fields.indices { try lines.complete(&fields[index]) }
            remark = nil
        } catch {
            remark = error.message
        }
        self.fields = fields
    }

    /// The first of the newest states that all have the same value.
    private static func applied(
        _ name: String,
        _ value: Value,
        of resource: StoredResource,
        in states: [State]
    ) -> Applied {
        let same = states.prefix { state in
            let known = state.resources(ofKind: resource.id.kind).first {
                $0.publicID == resource.publicID
            }
            return known?.specification[name] == value
        }
        guard let first = same.last else { preconditionFailure("the newest state has the value") }
        return Applied(
            serial: first.serial,
            appliedAt: first.appliedAt,
            source: first.source,
            isExact: same.count < states.count || first.serial == 1
                || resource.createdAt == first.appliedAt
        )
    }
}

/// Where the manifests of the commit that was applied declare the fields of a resource.
private struct DeclaredLines {
    private let checkout: Checkout
    private let commit: String
    private let declared: Resource
    /// What the file declares for all resources of the kind; nil for nothing.
    private let defaults: Node?

    init(
        _ resource: StoredResource,
        in state: State,
        _ manifests: ManifestOptions,
        _ console: Console
    ) throws(StoreError) {
        checkout = try Checkout(of: manifests.roots, limits: manifests.limits)
        guard let applied = state.source.commit else {
            throw Self.problem("the state was not applied from a commit")
        }
        commit = try checkout.resolve(applied)
        let tree = ManifestTree(
            try checkout.manifests(of: commit),
            manifests,
            leaks: LeakedKeys(state, now: manifests.now),
            console
        )
        guard let declared = tree.desired[resource.id],
            declared.declaration == resource.declaration
        else {
            throw Self.problem(
                "the manifests of \(commit.prefix(7)) here do not declare it as it was applied"
            )
        }
        self.declared = declared
        let section = KindArgument(argument: resource.id.kind)?.kind.name.section ?? ""
        let documents = YAML.parse(declared.node.file, limits: manifests.limits.yaml).documents
        defaults = documents.lazy.compactMap { $0.root?[Manifest.defaultsSection]?[section] }.first
    }

    private static func problem(_ message: String) -> StoreError {
        StoreError(.io, "git", message)
    }

    /// Adds the line of a field and its commit.
    func complete(_ field: inout Blame.Field) throws(StoreError) {
        guard let (key, value) = entry(field.name) else {
            field.isDefault = true
            return
        }
        let end = value.range.end
        let last = max(key.line, end.column == 1 ? end.line - 1 : end.line)
        field.place = SourcePlace(path: key.file.path, line: key.line)
        let origins = try checkout.origins(
            ofLines: key.line...last,
            in: checkout.head.path(below: key.file.path),
            at: commit
        )
        field.origin = origins.values.max { $0.writtenAt < $1.writtenAt }
    }

    /// The key and the value of a field: of the resource itself, or of the defaults of its file.
    private func entry(_ name: String) -> (key: Node, value: Node)? {
        let own = declared.node.entries.first { $0.key.hasText(name) }
        return own ?? defaults?.entries.first { $0.key.hasText(name) }
    }
}
