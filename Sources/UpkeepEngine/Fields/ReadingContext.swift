import UpkeepSource

/// What the reading of one resource gathers beside its values.
package struct ReadingContext: Sendable {
    /// Where time zones are looked up.
    package let zones: ZoneDatabase
    package private(set) var diagnostics = Diagnostics()
    package private(set) var references: [ReferenceUse] = []
    /// The parts that the resource declares and others can refer to.
    package private(set) var parts: [ResourceID] = []
    /// The names of the zones that were looked up.
    package private(set) var zoneNames: Set<String> = []
    /// Names that should be those of zones.
    package private(set) var unknownZones: [Node] = []
    /// Whether something could not be read.
    package private(set) var hasErrors = false
    /// While a default is read for a resource: its mistakes are reported once, where it is declared.
    private var isMuted = false

    package init(zones: ZoneDatabase) {
        self.zones = zones
    }

    package mutating func report(_ diagnostic: Diagnostic) {
        if diagnostic.severity == .error { hasErrors = true }
        if !isMuted { diagnostics.report(diagnostic) }
    }

    /// Notes a name that should be a zone's, to be reported when everything has been read.
    ///
    /// What was meant is dear to find, and only looked for where it is shown.
    mutating func report(unknownZone node: Node) {
        hasErrors = true
        if !isMuted { unknownZones.append(node) }
    }

    /// Notes that something cannot be read which the parser has reported already.
    package mutating func fail() { hasErrors = true }

    package mutating func refer(to target: ResourceID, at node: Node) {
        references.append(ReferenceUse(target: target, node: node))
    }

    /// A time zone by its name; nil when there is none.
    mutating func zone(_ name: String) -> Zone? {
        zoneNames.insert(name)
        return zones.zone(name)
    }

    package mutating func declare(part: ResourceID) { parts.append(part) }

    mutating func withoutReports<Result>(_ body: (inout ReadingContext) -> Result) -> Result {
        let wasMuted = isMuted
        isMuted = true
        defer { isMuted = wasMuted }
        return body(&self)
    }
}

/// A place that names another resource, or a part of one.
package struct ReferenceUse: Sendable {
    package let target: ResourceID
    package let node: Node
}

/// Where time zones are found; pure code gets them handed in.
package struct ZoneDatabase: Sendable {
    /// The zone of an IANA name; nil when there is none.
    package let zone: @Sendable (String) -> Zone?
    /// All names, for suggestions.
    package let names: @Sendable () -> [String]

    package init(
        zone: @escaping @Sendable (String) -> Zone?,
        names: @escaping @Sendable () -> [String]
    ) {
        self.zone = zone
        self.names = names
    }
}
