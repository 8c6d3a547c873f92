import UpkeepEngine
import UpkeepKinds

/// A status page in the shapes of Atlassian Statuspage's public API, version 2, which most client tools read.
///
/// The shapes are those of https://metastatuspage.com/api/v2: ids are strings there, and times have milliseconds.
struct StatusPageV2: Sendable {
    let status: PageStatus
    private let baseURL: String
    /// The place of each component among components and headings, from 1.
    private let positions: [String: Int]

    init(_ page: SitePage, in site: Site, at moment: inout Moment) {
        status = site.status(of: page, at: &moment)
        baseURL = site.baseURL
        var positions: [String: Int] = [:]
        var next = 1
        for group in page.groups {
            if group.name != nil { next += 1 }
            for component in group.components {
                positions[component.id] = next
                next += 1
            }
        }
        self.positions = positions
    }

    private var page: SitePage { status.page }

    var pageJSON: JSON {
        .object([
            "id": .text(page.uuid),
            "name": .text(page.name),
            "url": .text(page.url),
            "time_zone": .text(page.published.specification.timeZone.identifier),
            "updated_at": time(status.updatedAt),
        ])
    }

    var statusJSON: JSON {
        let (indicator, description) =
            switch status.overall {
            case .operational: ("none", "All Systems Operational")
            case .underMaintenance: ("maintenance", "Service Under Maintenance")
            case .degradedPerformance: ("minor", "Partially Degraded Service")
            case .partialOutage: ("major", "Partial System Outage")
            case .majorOutage: ("critical", "Major Service Outage")
            }
        return .object(["indicator": .text(indicator), "description": .text(description)])
    }

    /// All components in the order of the page, each heading in front of those below it.
    var componentsJSON: JSON {
        var list: [JSON] = []
        for group in page.groups {
            let id = group.name.map { groupID($0) }
            if let id {
                list.append(json(group, id: id, position: list.count + 1))
            }
            for component in group.components {
                list.append(json(component))
            }
        }
        return .list(list)
    }

    func incidentsJSON(where isIncluded: (ShownIncident) -> Bool = { _ in true }) -> JSON {
        .list(status.incidents.filter(isIncluded).prefix(Self.listLimit).map(json))
    }

    func maintenancesJSON(_ states: Set<MaintenanceStatus>? = nil) -> JSON {
        guard let states else {
            return .list(status.maintenances.suffix(Self.listLimit).map(json))
        }
        // Of those to come the next ones count, and of all the latest.
        let chosen = status.maintenances.filter { states.contains($0.status) }
        return .list(chosen.prefix(Self.listLimit).map(json))
    }

    /// How many incidents and maintenances Statuspage lists.
    private static let listLimit = 50

    private func time(_ moment: Instant) -> JSON {
        .text(moment.description.dropLast() + ".000Z")
    }

    private func time(_ moment: Instant?) -> JSON {
        guard let moment else { return .null }
        return time(moment)
    }
}

// MARK: Components

extension StatusPageV2 {
    /// Headings have no id of their own; what they are called is one.
    private func groupID(_ name: String) -> String { "group:\(name)" }

    private func json(_ component: Component) -> JSON {
        json(
            id: component.id,
            name: component.name,
            status: status.status(of: component),
            position: positions[component.id] ?? 0,
            description: component.description,
            groupID: component.group.map { groupID($0) },
            members: nil
        )
    }

    private func json(_ group: ComponentGroup, id: String, position: Int) -> JSON {
        json(
            id: id,
            name: group.name ?? "",
            status: group.components.map { status.status(of: $0) }.max() ?? .operational,
            position: position,
            description: nil,
            groupID: nil,
            members: group.components.map(\.id)
        )
    }

    private func json(
        id: String,
        name: String,
        status: ComponentStatus,
        position: Int,
        description: String?,
        groupID: String?,
        members: [String]?
    ) -> JSON {
        let created = page.published.createdAt
        return .object([
            "id": .text(id),
            "name": .text(name),
            "status": .text(status.rawValue),
            "created_at": time(created),
            "updated_at": time(self.status.updatedAt),
            "position": .integer(position),
            "description": .text(description),
            "showcase": true,
            "start_date": .text(Day(of: created).date.description),
            "group_id": .text(groupID),
            "page_id": .text(page.uuid),
            "group": .boolean(members != nil),
            "only_show_if_degraded": false,
            "components": members.map { .list($0.map { .text($0) }) },
        ])
    }

    /// Some components, as incidents and maintenances list them.
    private func json(_ ids: [String]) -> JSON {
        .list(page.components.filter { ids.contains($0.id) }.map { json($0) })
    }
}

// MARK: Incidents and maintenances

extension StatusPageV2 {
    private func json(_ incident: ShownIncident) -> JSON {
        let id = String(incident.number)
        let updates = incident.newestFirst.map { shown in
            json(
                id: shown.id,
                status: shown.update.state.rawValue,
                body: shown.update.message,
                at: shown.update.at,
                of: id
            )
        }
        return .object([
            "id": .text(id),
            "name": .text(incident.title),
            "status": .text(incident.state.rawValue),
            "created_at": time(incident.startedAt),
            "updated_at": time(incident.latest.at),
            "monitoring_at": time(incident.monitoringAt),
            "resolved_at": time(incident.resolvedAt),
            "impact": .text(incident.impact.rawValue),
            "shortlink": .text("\(baseURL)/\(page.slug)/incidents/\(id)"),
            "started_at": time(incident.startedAt),
            "page_id": .text(page.uuid),
            "incident_updates": .list(updates),
            "components": json(incident.components),
        ])
    }

    private func json(_ maintenance: ShownMaintenance) -> JSON {
        let id = String(maintenance.number)
        let announced = maintenance.published.createdAt
        let isOver = maintenance.status == .completed
        let update = json(
            id: "\(id)-1",
            status: maintenance.status.rawValue,
            body: maintenance.message ?? "",
            at: announced,
            of: id
        )
        return .object([
            "id": .text(id),
            "name": .text(maintenance.title),
            "status": .text(maintenance.status.rawValue),
            "created_at": time(announced),
            "updated_at": time(maintenance.published.updatedAt),
            "monitoring_at": .null,
            "resolved_at": isOver ? time(maintenance.window.upperBound) : .null,
            "impact": "maintenance",
            "shortlink": .text("\(baseURL)/\(page.slug)#maintenance-\(id)"),
            "started_at": time(maintenance.window.lowerBound),
            "page_id": .text(page.uuid),
            "incident_updates": .list([update]),
            "components": json(maintenance.components),
            "scheduled_for": time(maintenance.window.lowerBound),
            "scheduled_until": time(maintenance.window.upperBound),
        ])
    }

    private func json(
        id: String,
        status: String,
        body: String,
        at moment: Instant,
        of incident: String
    ) -> JSON {
        .object([
            "id": .text(id),
            "status": .text(status),
            "body": .text(body),
            "incident_id": .text(incident),
            "created_at": time(moment),
            "updated_at": time(moment),
            "display_at": time(moment),
            "affected_components": .list([]),
        ])
    }
}
