import UpkeepEngine
import UpkeepKinds

extension Route {
    /// What everybody can ask about a page.
    static let publicPages: [Route] = [
        Route(
            "/api/status-pages/{page}/incidents",
            "listPublicIncidents",
            "The incidents of a page, the newest first.",
            .everyone(.shared(seconds: 15)),
            parameters: [pageNumber.description, pageSize.description],
            .json(Numbered.schema("incidents", of: View<ShownIncident>.publicIncident.schema))
        ) { call, moment throws(Refusal) in
            let page = try call.publicPage()
            let incidents = call.site.shownIncidents(of: page, at: &moment)
            return .json(
                try call.numbered(incidents, as: "incidents", View<ShownIncident>.publicIncident)
            )
        },
        Route(
            "/api/status-pages/{page}/incidents/filter",
            "listPublicIncidentsOfMonth",
            "The incidents of a page that began in a month in UTC, the newest first.",
            .everyone(.shared(seconds: 15)),
            parameters: [month.description],
            .json(
                .record([
                    SchemaMember("month", .text),
                    SchemaMember("incidents", .list(View<ShownIncident>.publicIncident.schema)),
                ])
            )
        ) { call, moment throws(Refusal) in
            let page = try call.publicPage()
            let month = try call.value(month)
            let incidents = call.site.shownIncidents(of: page, at: &moment).filter {
                month.contains($0.startedAt)
            }
            return .json(
                .object([
                    "month": .text(month.text),
                    "incidents": .list(incidents.map(View<ShownIncident>.publicIncident.json)),
                ])
            )
        },
        Route(
            "/api/status-pages/{page}/incidents/daily-counts",
            "countPublicIncidentsOfMonth",
            "How many incidents of a page began on each day of a month, in UTC.",
            .everyone(.shared(seconds: 15)),
            parameters: [month.description],
            .json(
                .record([
                    SchemaMember("month", .text),
                    SchemaMember(
                        "days",
                        .list(
                            .object(
                                "DayCount",
                                [SchemaMember("date", .date), SchemaMember("count", .integer)]
                            )
                        )
                    ),
                ])
            )
        ) { call, moment throws(Refusal) in
            let page = try call.publicPage()
            let month = try call.value(month)
            var counts: [Day: Int] = [:]
            for incident in call.site.shownIncidents(of: page, at: &moment) {
                counts[Day(of: incident.startedAt), default: 0] += 1
            }
            let days = month.days.map { day -> JSON in
                .object([
                    "date": .text(day.date.description), "count": .integer(counts[day] ?? 0),
                ])
            }
            return .json(.object(["month": .text(month.text), "days": .list(days)]))
        },
        Route(
            "/api/status-pages/{page}/maintenances",
            "listPublicMaintenances",
            "The maintenances of a page, by the start of the window that is open, or else of the next, or else of the last.",
            .everyone(.shared(seconds: 15)),
            parameters: [pageNumber.description, pageSize.description],
            .json(
                Numbered.schema(
                    "maintenances",
                    of: View<ListedMaintenance>.publicMaintenance.schema
                )
            )
        ) { call, moment throws(Refusal) in
            let page = try call.publicPage()
            let maintenances = call.site.shownMaintenances(of: page, at: &moment).map {
                ListedMaintenance(shown: $0, occurrences: [])
            }
            return .json(
                try call.numbered(
                    maintenances,
                    as: "maintenances",
                    View<ListedMaintenance>.publicMaintenance
                )
            )
        },
        Route(
            "/api/status-pages/{page}/monitors/{id}/availability",
            "getPublicMonitorAvailability",
            "How available a monitor of a page was.",
            .everyone(.shared(seconds: 15)),
            parameters: [publicPeriod.description],
            .json(View<MonitorAvailability>.monitorAvailability.schema)
        ) { call, moment throws(Refusal) in
            let page = try call.publicPage()
            let monitor = try call.monitor()
            guard monitor.specification.statusPage == page.slug, monitor.specification.isEnabled
            else { throw .notFound("monitor") }
            let period = try call.value(publicPeriod)
            let availability = MonitorAvailability(
                of: monitor,
                in: period,
                on: call.site,
                at: &moment
            )
            return .json(View<MonitorAvailability>.monitorAvailability.json(availability))
        },
    ]

    fileprivate static let pageNumber = Parameter<Int>.integer(
        "page",
        1...1_000_000,
        default: 1,
        "Which part of the list, from 1."
    )
    fileprivate static let pageSize = Parameter<Int>.integer(
        "page_size",
        1...100,
        default: 20,
        "How many there are in a part at most."
    )
    private static let publicPeriod = Parameter<NamedPeriod>.choice(
        "period",
        [
            "24h": NamedPeriod("24h", .hours(24)), "7d": NamedPeriod("7d", .days(7)),
            "30d": NamedPeriod("30d", .days(30)), "90d": NamedPeriod("90d", .days(90)),
            "1y": NamedPeriod("1y", .days(365)),
        ],
        default: "30d",
        "How far back: the last 24 hours, or so many days in UTC, today among them."
    )
    private static let month = Parameter<Month>(
        name: "month",
        about: "A month, as 2026-12.",
        schema: .pattern("^(19[7-9][0-9]|2[0-9]{3})-(0[1-9]|1[0-2])$"),
        standard: nil,
        requirement: "has to be a month from 1970 on, as 2026-12",
        isRequired: true
    ) { $0.flatMap { Month($0) } }
}

/// A month of the calendar in UTC.
private struct Month: Sendable {
    let text: String
    let days: [Day]

    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0]), (1970..<3000).contains(year), let month = Int(parts[1]),
            let first = CivilDate(year: year, month: month, day: 1)
        else { return nil }
        self.text = text
        let start = Day(number: first.daysSinceEpoch)
        days = (0..<CivilDate.daysInMonth(month, of: year)).map { start.advanced(by: $0) }
    }

    func contains(_ moment: Instant) -> Bool {
        let day = Day(of: moment)
        return days[0] <= day && day <= days[days.count - 1]
    }
}

/// A list whose parts have numbers.
private enum Numbered {
    static func schema(_ name: String, of element: Schema) -> Schema {
        .record([
            SchemaMember(name, .list(element)), SchemaMember("page", .integer),
            SchemaMember("page_size", .integer), SchemaMember("total_pages", .integer),
            SchemaMember("total_items", .integer),
        ])
    }
}

extension Call {
    fileprivate func publicPage() throws(Refusal) -> SitePage {
        guard let page = site.page(variables[0]) else { throw .notFound("status page") }
        return page
    }

    fileprivate func numbered<Subject>(
        _ all: [Subject],
        as name: String,
        _ view: View<Subject>
    ) throws(Refusal) -> JSON {
        let number = try value(Route.pageNumber)
        let size = try value(Route.pageSize)
        let start = min(all.count, (number - 1) * size)
        let part = all[start..<min(all.count, start + size)]
        return .object([
            JSON.Member(name, .list(part.map(view.json))),
            JSON.Member("page", .integer(number)),
            JSON.Member("page_size", .integer(size)),
            JSON.Member("total_pages", .integer((all.count + size - 1) / size)),
            JSON.Member("total_items", .integer(all.count)),
        ])
    }
}
