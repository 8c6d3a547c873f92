import UpkeepSource

/// What one file declares, and what is wrong with it.
///
/// It depends on nothing but the file's bytes, the kinds and the time zones; other files make no difference to it.
package struct Manifest: Sendable {
    /// The section that holds defaults for the other sections of the same file.
    package static let defaultsSection = "defaults"

    /// A resource that the file declares, or tries to.
    ///
    /// A class for the same reason as `Resource`.
    final class Entry: Sendable {
        let id: ResourceID
        let key: Node
        let reading: Result<Resource, UnreadableResource>
        let diagnostics: Diagnostics

        init(
            id: ResourceID,
            key: Node,
            reading: Result<Resource, UnreadableResource>,
            diagnostics: Diagnostics
        ) {
            self.id = id
            self.key = key
            self.reading = reading
            self.diagnostics = diagnostics
        }

        /// Nil when something is wrong with it.
        var resource: Resource? { try? reading.get() }

        /// The places in it that name other resources, also when something is wrong with it.
        var references: [ReferenceUse] {
            switch reading {
            case .success(let resource): resource.references
            case .failure(let unreadable): unreadable.references
            }
        }

        /// The parts that it declares, also when something is wrong with it.
        var parts: [ResourceID] {
            switch reading {
            case .success(let resource): resource.parts
            case .failure(let unreadable): unreadable.parts
            }
        }
    }

    /// What is known of a resource with which something is wrong.
    struct UnreadableResource: Error {
        let references: [ReferenceUse]
        let parts: [ResourceID]
    }

    private(set) var entries: [Entry] = []
    /// What is wrong beside the entries.
    private(set) var diagnostics: Diagnostics
    /// Whether the file could be read to its end.
    private(set) var isComplete: Bool
    /// The names of the time zones that were looked up.
    package private(set) var zoneNames: Set<String> = []
    /// Names that should be those of zones.
    private(set) var unknownZones: [Node] = []
    /// What the entries refer to.
    private(set) var targets: Set<ResourceID> = []
    private let kinds: [Kind]
    private let zones: ZoneDatabase

    /// Reads one file.
    ///
    /// `isComplete` tells whether the documents are all that the file holds.
    package init(
        _ documents: [NodeTree],
        isComplete: Bool = true,
        _ diagnostics: Diagnostics = Diagnostics(),
        kinds: [Kind],
        zones: ZoneDatabase
    ) {
        self.kinds = kinds
        self.zones = zones
        self.isComplete = isComplete
        self.diagnostics = diagnostics
        let roots = documents.compactMap(\.root).filter { root in
            if root.isRefused {
                self.isComplete = false
                return false
            }
            if root.shape == .mapping { return true }
            self.diagnostics.report(.notManifest(root, sections: kinds.map(\.name.section)))
            self.isComplete = false
            return false
        }
        let defaults = readDefaults(of: roots)
        for root in roots {
            for (key, value) in root.entries { readSection(key, value, defaults) }
        }
    }

    /// Everything that is wrong with the file by itself, but unknown zones.
    var allDiagnostics: Diagnostics {
        entries.reduce(into: diagnostics) { $0.merge($1.diagnostics) }
    }

    /// Whether there is nothing to say about the file, and nothing in it that other files could contradict.
    package var isSettled: Bool {
        isComplete && diagnostics.isEmpty && unknownZones.isEmpty
            && entries.allSatisfy { $0.diagnostics.isEmpty && $0.resource?.previousIDs == [] }
    }
}

extension Manifest {
    private func kind(ofSection name: String) -> Kind? { kinds.first { $0.name.section == name } }

    private mutating func readSection(_ key: Node, _ value: Node, _ defaults: [String: Node]) {
        if key.isRefused || value.isRefused {
            isComplete = false
            return
        }
        let name = key.text
        if name == Self.defaultsSection || name.hasPrefix("x-") { return }
        guard let kind = kind(ofSection: name) else {
            let known = kinds.map(\.name.section) + [Self.defaultsSection]
            diagnostics.report(.unknownSection(key, known: known))
            isComplete = false
            return
        }
        if kind.name.isSingleton {
            readResource(KindName.singletonID, kind, key, value, nil)
            return
        }
        guard value.shape == .mapping else {
            diagnostics.report(.sectionNotMap(key, value))
            isComplete = false
            return
        }
        for (id, body) in value.entries {
            if id.isRefused {
                isComplete = false
            } else {
                readResource(id.text, kind, id, body, defaults[name])
            }
        }
    }

    private mutating func readResource(
        _ text: String,
        _ kind: Kind,
        _ key: Node,
        _ body: Node,
        _ defaults: Node?
    ) {
        if !kind.name.isSingleton, let problem = Diagnostic.problem(ofID: text, at: key) {
            diagnostics.report(problem)
        }
        let id = ResourceID(kind: kind.name.word, id: text)
        var context = ReadingContext(zones: zones)
        var resource: Resource?
        if !body.isRefused {
            resource = kind.resource(
                id: text,
                key: key,
                body: body,
                defaults: defaults,
                in: &context
            )
        }
        zoneNames.formUnion(context.zoneNames)
        unknownZones += context.unknownZones
        for reference in context.references { targets.insert(reference.target) }
        let unreadable = UnreadableResource(references: context.references, parts: context.parts)
        entries.append(
            Entry(
                id: id,
                key: key,
                reading: resource.map(Result.success) ?? .failure(unreadable),
                diagnostics: context.diagnostics
            )
        )
    }

    /// The defaults of the file by section; each kind's at most once.
    private mutating func readDefaults(of roots: [Node]) -> [String: Node] {
        var defaults: [String: Node] = [:]
        for section in roots.compactMap({ $0[Self.defaultsSection] }) where !section.isRefused {
            guard section.shape == .mapping else {
                diagnostics.report(.wrongShape(.record([]), at: section))
                continue
            }
            for (key, value) in section.entries {
                if key.isRefused || value.isRefused || key.text.hasPrefix("x-") { continue }
                guard let kind = kind(ofSection: key.text), !kind.name.isSingleton else {
                    let known = kinds.filter { !$0.name.isSingleton }.map(\.name.section)
                    diagnostics.report(.unknownSection(key, known: known))
                    continue
                }
                if let first = defaults[key.text] {
                    diagnostics.report(.duplicateDefaults(key, first: first))
                    continue
                }
                var context = ReadingContext(zones: zones)
                kind.checkDefaults(value, in: &context)
                zoneNames.formUnion(context.zoneNames)
                unknownZones += context.unknownZones
                diagnostics.merge(context.diagnostics)
                defaults[key.text] = value.shape == .mapping ? value : nil
            }
        }
        return defaults
    }
}
