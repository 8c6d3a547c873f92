import UpkeepSource

/// Reads documents into resources, and resources into the desired state; nothing stops it but the end.
package struct ManifestReader: Sendable {
    /// The section that holds defaults for the other sections of the same file.
    package static let defaultsSection = "defaults"

    private let kinds: [Kind]
    private let now: Instant
    private let zones: ZoneDatabase
    private var resources: [ResourceID: Resource] = [:]
    /// Where each id is declared first, also when the resource could not be read.
    private var places: [ResourceID: Node] = [:]
    /// The parts that each resource declares, also when it could not be read.
    private var parts: [ResourceID: Set<ResourceID>] = [:]
    /// Every place that names another resource, also in resources that could not be read.
    private var references: [ReferenceUse] = []
    private var diagnostics = Diagnostics()
    /// Whether all files could be read to their ends.
    private var isComplete = true

    package init(kinds: [Kind], now: Instant, zones: ZoneDatabase) {
        self.kinds = kinds
        self.now = now
        self.zones = zones
    }

    /// Reads one file.
    ///
    /// `isComplete` tells whether the documents are all that the file holds.
    package mutating func read(
        _ documents: [NodeTree],
        isComplete: Bool = true,
        _ diagnostics: Diagnostics = Diagnostics()
    ) {
        self.diagnostics.merge(diagnostics)
        if !isComplete { self.isComplete = false }
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

    /// The desired state, and all that is wrong with the manifests.
    package consuming func finish() -> (desired: DesiredState, diagnostics: Diagnostics) {
        let desired = DesiredState(
            resources: Array(resources.values),
            danglingReferences: isComplete ? danglingReferences() : []
        )
        var diagnostics = diagnostics
        for diagnostic in Self.problemsOfPreviousIDs(in: desired) { diagnostics.report(diagnostic) }
        let context = CheckContext(desired: desired, now: now, zones: zones)
        for kind in kinds {
            for diagnostic in kind.check(desired, context) { diagnostics.report(diagnostic) }
        }
        return (desired, diagnostics)
    }
}

extension ManifestReader {
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
        if let first = places[id] {
            diagnostics.report(.duplicateResource(id, kind.name, at: key, first: first))
            return
        }
        places[id] = key
        if body.isRefused { return }
        // What is not shown needs no suggestions, and those for zones are dear.
        let suggestingZones =
            diagnostics.errorCount < Diagnostics.shownErrors ? zones : zones.nameless
        var context = ReadingContext(zones: suggestingZones)
        let resource = kind.resource(
            id: text,
            key: key,
            body: body,
            defaults: defaults,
            in: &context
        )
        diagnostics.merge(context.diagnostics)
        resources[id] = resource
        parts[id] = Set(context.parts)
        references += context.references
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
                diagnostics.merge(context.diagnostics)
                defaults[key.text] = value.shape == .mapping ? value : nil
            }
        }
        return defaults
    }
}

extension ManifestReader {
    private func danglingReferences() -> [ReferenceUse] {
        let declared = parts.values.reduce(into: Set(places.keys)) { $0.formUnion($1) }
        return references.filter { reference in
            if declared.contains(reference.target) { return false }
            guard let owner = owner(ofPart: reference.target) else { return true }
            // Whoever names a part names its owner too: an owner that is not declared is reported there. One that could
            // not be read may have had the part.
            guard places[owner] != nil else { return false }
            return resources[owner] != nil || parts[owner]?.isEmpty == false
        }
    }

    /// The resource that a part belongs to; nil for a resource.
    private func owner(ofPart id: ResourceID) -> ResourceID? {
        guard let slash = id.id.firstIndex(of: "/"),
            let kind = kinds.first(where: { $0.partNames.contains(id.kind) })
        else { return nil }
        return ResourceID(kind: kind.name.word, id: String(id.id[..<slash]))
    }

    private static func problemsOfPreviousIDs(in desired: DesiredState) -> [Diagnostic] {
        var claims: [ResourceID: Resource] = [:]
        var problems: [Diagnostic] = []
        for resource in desired.resources {
            for id in resource.previousIDs {
                let previous = ResourceID(kind: resource.id.kind, id: id)
                if previous == resource.id || claims[previous]?.id == resource.id { continue }
                if let other = desired[previous] {
                    problems.append(.previousIDInUse(previous, by: resource, other: other))
                } else if let other = claims[previous] {
                    problems.append(.previousIDTwice(previous, by: resource, other: other))
                }
                claims[previous] = resource
            }
        }
        return problems
    }
}
