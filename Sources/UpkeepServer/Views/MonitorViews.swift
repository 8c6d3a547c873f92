import UpkeepEngine
import UpkeepKinds

/// A monitor and the page that it is on.
struct ShownMonitor: Sendable {
    let published: Published<Monitor>
    let page: SitePage?

    init(_ published: Published<Monitor>, in site: Site) {
        self.published = published
        page = site.page(published.specification.statusPage)
    }
}

extension View<ShownMonitor> {
    private static let types = MonitorType.allCases.map(\.rawValue)

    /// A monitor in the list of its page.
    static let monitorOnPage = View(
        "MonitorOnPage",
        [
            .init("id", .integer) { .integer($0.published.number) },
            .init("name", .text) { .text($0.published.specification.name) },
            .init("type", .choice(types)) { .text($0.published.specification.type.rawValue) },
            .init("target", .text, "What is watched; empty for a heartbeat.") {
                .text($0.published.specification.target ?? "")
            },
            .init("interval_seconds", .integer) {
                .integer($0.published.specification.interval.count)
            },
            .init("enabled", .boolean) { .boolean($0.published.specification.isEnabled) },
        ]
    )

    static let monitor = monitorOnPage.extended(
        as: "Monitor",
        [
            .init("status_page_id", .uuid) { .text($0.page?.uuid) },
            .init("status_page_slug", .text) { .text($0.published.specification.statusPage) },
            .init("created_at", .time) { .time($0.published.createdAt) },
            .init("updated_at", .time) { .time($0.published.updatedAt) },
        ]
    )
}

extension View<Availability> {
    static let availability = View(
        "Availability",
        [
            .init("uptime_percentage", .number, "100 only without any downtime.") {
                $0.whole.uptime
            },
            .init("downtime_seconds", .integer) { .integer($0.whole.downtime) },
            .init("total_seconds", .integer) { .integer($0.whole.total) },
            .init("mtbf_seconds", .nullable(.integer), "Null without a failure.") {
                .integer($0.meanTimeBetweenFailures)
            },
            .init("mttr_seconds", .nullable(.integer), "Null without a failure.") {
                .integer($0.meanTimeToRecover)
            },
            .init("incident_count", .integer) { .integer($0.failures) },
        ]
    )

    static let daily = ViewMember<Availability>(
        "daily_breakdown",
        .list(View<Availability.OfDay>.day.schema),
        "The newest day first; days are those of UTC."
    ) { .list($0.days.map(View<Availability.OfDay>.day.json)) }
}

extension View<Availability.OfDay> {
    static var day: Self {
        View(
            "DayAvailability",
            [
                .init("date", .date) { .text($0.date.description) },
                .init("uptime_percentage", .number) { $0.share.uptime },
                .init("downtime_seconds", .integer) { .integer($0.share.downtime) },
            ]
        )
    }
}

/// The availability of a monitor, and for which period.
struct MonitorAvailability: Sendable {
    let monitor: Published<Monitor>
    let period: String
    let availability: Availability

    init(
        of monitor: Published<Monitor>,
        in period: NamedPeriod,
        on site: Site,
        at moment: inout Moment
    ) {
        self.monitor = monitor
        self.period = period.name
        availability = site.availability(
            of: monitor,
            in: period.period.range(until: moment.now),
            at: &moment
        )
    }
}

extension View<MonitorAvailability> {
    static let monitorAvailability = View(
        "MonitorAvailability",
        [
            .init("monitor_id", .integer) { .integer($0.monitor.number) },
            .init("monitor_name", .text) { .text($0.monitor.specification.name) },
            .init("period", .text) { .text($0.period) },
            .init("availability", View<Availability>.availability.schema) {
                View<Availability>.availability.json($0.availability)
            },
            .init(
                "daily_breakdown",
                View<Availability>.daily.schema,
                View<Availability>.daily.about
            ) { View<Availability>.daily.value($0.availability) },
        ]
    )
}
