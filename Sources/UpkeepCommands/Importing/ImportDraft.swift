import UpkeepEngine
import UpkeepKinds
import UpkeepSource

/// What an import has come to so far: the resources to be, and what became of the settings.
struct ImportDraft {
    let now: Instant
    let zones: ZoneDatabase
    /// Whether the system puts variables into texts before it reads them.
    private(set) var replacesPlaceholders = false
    var ledger = Ledger()
    var pages: [ImportedPage] = []
    private(set) var monitors: [ImportedMonitor] = []
    private(set) var maintenances: [ImportedMaintenance] = []
    private(set) var incidents: [ImportedIncident] = []
    private var pageIDs = IDSource("page", reserved: StatusPage.reservedIDs)
    private var componentIDs: [String: IDSource] = [:]
    private var monitorIDs = IDSource("monitor")
    private var maintenanceIDs = IDSource("maintenance")
    private var incidentIDs = IDSource("incident")

    /// What is wrong with documents that stand in the text of others.
    var diagnostics = Diagnostics()

    init(now: Instant, zones: ZoneDatabase) {
        self.now = now
        self.zones = zones
    }

    /// Whether there is nothing that visitors would see.
    var isEmpty: Bool {
        monitors.isEmpty && maintenances.isEmpty && incidents.isEmpty
            && pages.allSatisfy { $0.components.isEmpty && $0.name == nil }
    }

    /// Adds a page and yields its place; its id is made of the first name that gives one.
    mutating func addPage(named names: String...) -> Int {
        pages.append(
            ImportedPage(id: names.isEmpty ? pageIDs.id("status") : pageIDs.id(names[0], "status"))
        )
        return pages.count - 1
    }

    /// Adds a component to a page and yields its id; nil when the page has as many as it can.
    mutating func addComponent(
        _ name: String,
        group: String? = nil,
        description: String? = nil,
        id preferred: String? = nil,
        to page: Int
    ) -> String? {
        guard pages[page].components.count < ImportedPage.componentLimit else { return nil }
        var source = componentIDs[pages[page].id] ?? IDSource("component")
        let id = source.id(preferred ?? name, group.map { "\($0) \(name)" } ?? name)
        componentIDs[pages[page].id] = source
        pages[page].components.append(
            ImportedPage.Component(id: id, name: name, group: group, description: description)
        )
        return id
    }

    /// Adds a monitor and yields its id.
    mutating func addMonitor(
        _ name: String,
        group: String? = nil,
        id preferred: String? = nil,
        on page: Int,
        _ type: MonitorType,
        _ complete: (inout ImportedMonitor) -> Void
    ) -> String {
        let id = monitorIDs.id(preferred ?? name, group.map { "\($0) \(name)" } ?? name)
        var monitor = ImportedMonitor(id: id, name: name, type: type, page: pages[page].id)
        complete(&monitor)
        monitors.append(monitor)
        return id
    }

    /// Adds a maintenance of a page.
    mutating func addMaintenance(
        _ title: String,
        _ window: Range<Instant>,
        on page: Int,
        _ complete: (inout ImportedMaintenance) -> Void
    ) {
        var maintenance = ImportedMaintenance(
            id: maintenanceIDs.id(title),
            page: pages[page].id,
            title: title,
            start: window.lowerBound,
            end: window.upperBound
        )
        complete(&maintenance)
        maintenances.append(maintenance)
    }

    /// Adds an incident of a page; its id begins with its day.
    mutating func addIncident(
        _ title: String,
        _ impact: IncidentImpact,
        _ updates: [ImportedIncident.Update],
        components: [String] = [],
        on page: Int
    ) {
        guard let first = updates.first else { return }
        let day = first.at.description.prefix(10)
        incidents.append(
            ImportedIncident(
                id: incidentIDs.id("\(day) \(title)"),
                page: pages[page].id,
                title: title,
                impact: impact,
                updates: updates,
                components: components
            )
        )
    }

    /// All of it as one manifest.
    func manifest(_ comments: [String]) -> String {
        var text = ManifestText()
        text.add(comments: comments)
        let entries: [String: [ManifestText.Entry]] = [
            StatusPage.kind.word: pages.map { .init($0.id, $0.specification) },
            Monitor.kind.word: monitors.map { .init($0.id, $0.specification) },
            Maintenance.kind.word: maintenances.map { .init($0.id, $0.specification) },
            Incident.kind.word: incidents.map { .init($0.id, $0.specification) },
        ]
        for kind in Kind.all { text.add(kind, entries[kind.name.word] ?? []) }
        return text.text
    }
}

extension ImportDraft {
    /// Reads the documents of a system.
    mutating func read(_ roots: [Node], of system: ImportSystem) {
        replacesPlaceholders = !system.isJSON
        switch system {
        case .gatus: readGatus(roots)
        case .upptime: readUpptime(roots)
        case .openstatus: readOpenStatus(roots)
        case .uptimeKuma: readUptimeKuma(roots)
        case .statuspage: readStatuspage(roots)
        }
    }

    /// How many resources there are of each kind, and the pages' components.
    var counts: [(kind: Kind, count: Int)] {
        [
            (Kind(StatusPage.self), pages.count), (Kind(Monitor.self), monitors.count),
            (Kind(Maintenance.self), maintenances.count), (Kind(Incident.self), incidents.count),
        ]
    }
}
