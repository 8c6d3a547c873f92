import Synchronization
import UpkeepEngine
import UpkeepKinds

/// What a state declares, as visitors and integrations see it.
///
/// Everything is taken out of the state when it is asked for, and kept: a state of a hundred thousand monitors is served at
/// once, and a monitor that nobody asks for costs nothing.
final class Site: Sendable {
    let state: State
    let keys: KeyRing
    let plan: BillingPlan
    /// Where the server is reached, without a slash at the end.
    let baseURL: String
    /// Whose pages these are.
    let name: String
    /// The commit that it was made of, in short; nil where visitors are not told.
    let shownCommit: String?
    private let zones: ZoneDatabase
    private let publish: (@Sendable (State) -> [UInt8])?

    private let allPages = Lazily<Pages>()
    private let allIncidents = Lazily<Records<Incident>>()
    private let allMaintenances = Lazily<Records<Maintenance>>()
    private let calledOff = Lazily<Records<Maintenance>>()
    private let allMonitors = Lazily<[(number: Int, place: Int)]>()
    private let monitorFacts = Lazily<[MonitorFacts]>()
    /// By the slugs of the pages.
    private let statuses = Mutex<[String: KnownStatus]>([:])

    /// `address` is where the server is reached if the workspace does not say so.
    init(
        _ state: State,
        zones: ZoneDatabase,
        address: String,
        publish: (@Sendable (State) -> [UInt8])? = nil
    ) {
        self.state = state
        self.zones = zones
        self.publish = publish
        keys = KeyRing(state, zones: zones)
        let workspace = state.resources(ofKind: Workspace.kind.word).first.map {
            Published<Workspace>($0, zones: zones).specification
        }
        plan = workspace?.plan ?? .pro
        name = workspace?.name ?? "Status pages"
        shownCommit =
            workspace?.showsCommit == true ? state.source.commit.map { String($0.prefix(12)) } : nil
        baseURL = (workspace?.baseURL ?? address).withoutFinalSlash
    }

    /// Whether the copy of the state that can be given away is offered.
    var isPublished: Bool { publish != nil }

    /// The file of that copy.
    var publishedFile: [UInt8]? { publish.map { $0(state) } }

    private struct Pages: Sendable {
        let all: [SitePage]
        let bySlug: [String: Int]
        let byUUID: [String: Int]
        let byDomain: [String: Int]
    }

    private var foundPages: Pages {
        allPages.value {
            let all = published(StatusPage.self).map { SitePage($0, baseURL: baseURL) }
            func index(_ keys: [String?]) -> [String: Int] {
                let pairs = zip(keys, all.indices).compactMap { key, place in
                    key.map { ($0, place) }
                }
                return Dictionary(pairs) { first, _ in first }
            }
            return Pages(
                all: all,
                bySlug: index(all.map(\.slug)),
                byUUID: index(all.map(\.uuid)),
                byDomain: index(all.map(\.domain))
            )
        }
    }

    /// A status, and when it is right.
    private struct KnownStatus: Sendable {
        let times: Range<Instant>
        let status: PageStatus
    }

    /// How a page is at a moment; kept while that is so, because much is made of it.
    func status(of page: SitePage, at moment: inout Moment) -> PageStatus {
        let now = moment.now
        let known = statuses.withLock { $0[page.slug] }
        if let known, known.times.contains(now) {
            moment.changes(at: known.times.upperBound)
            return known.status
        }
        var own = Moment(now)
        let status = PageStatus(page, in: self, at: &own)
        let times = now..<max(now, own.validUntil)
        statuses.withLock { $0[page.slug] = KnownStatus(times: times, status: status) }
        moment.changes(at: own.validUntil)
        return status
    }

    /// All pages, in the order of their ids.
    var pages: [SitePage] { foundPages.all }

    func page(_ slug: String) -> SitePage? { foundPages.bySlug[slug].map { pages[$0] } }
    func page(uuid: String) -> SitePage? { foundPages.byUUID[uuid].map { pages[$0] } }

    /// The page that a request without a slug is about: the one whose domain was asked for, or the only one.
    func page(host: String) -> SitePage? {
        foundPages.byDomain[host].map { pages[$0] } ?? (pages.count == 1 ? pages[0] : nil)
    }

    /// Incidents, the newest first.
    var incidents: Records<Incident> {
        allIncidents.value {
            Records(published(Incident.self)) { incident in
                (incident.statusPage, incident.monitors)
            } precedes: { lhs, rhs in
                (lhs.specification.startedAt, lhs.number) > (
                    rhs.specification.startedAt, rhs.number
                )
            }
        }
    }

    /// Maintenances that take place, by the start of their first windows.
    var maintenances: Records<Maintenance> {
        allMaintenances.value { maintenances { $0.takesPlace } }
    }

    /// Maintenances of which at least one window does not.
    var withdrawnMaintenances: Records<Maintenance> {
        calledOff.value { maintenances { $0.cancelledAt != nil } }
    }

    private func maintenances(where isWanted: (Maintenance) -> Bool) -> Records<Maintenance> {
        let wanted = published(Maintenance.self).filter { isWanted($0.specification) }
        return Records(wanted) { maintenance in
            (maintenance.statusPage, maintenance.monitors)
        } precedes: { lhs, rhs in
            (lhs.specification.start, lhs.number) < (rhs.specification.start, rhs.number)
        }
    }

    private func published<Spec: Specification>(_ type: Spec.Type) -> [Published<Spec>] {
        state.resources(ofKind: Spec.kind.word).map { Published($0, zones: zones) }
    }
}

// MARK: Monitors

extension Site {
    /// What lists of monitors are chosen by.
    struct MonitorFacts: Sendable {
        let number: Int
        let place: Int
        let page: String
        let type: String
        let isEnabled: Bool
    }

    private var storedMonitors: ArraySlice<StoredResource> {
        state.resources(ofKind: Monitor.kind.word)
    }

    /// The public numbers of all monitors, ascending, and where in the state they stand.
    private var monitorNumbers: [(number: Int, place: Int)] {
        allMonitors.value {
            let monitors = storedMonitors
            return zip(monitors.indices, monitors).compactMap { place, stored in
                guard case .number(let number) = stored.publicID else { return nil }
                return (number, place)
            }.sorted { $0.number < $1.number }
        }
    }

    /// What lists are chosen by, of all monitors in the order of their numbers.
    var facts: [MonitorFacts] {
        monitorFacts.value {
            monitorNumbers.map { number, place in
                let scalars = state.resources[place].declaration.scalars([
                    "status_page", "type", "enabled",
                ])
                return MonitorFacts(
                    number: number,
                    place: place,
                    page: scalars[0]?.text ?? "",
                    type: scalars[1]?.text ?? "",
                    isEnabled: scalars[2]?.boolean ?? true
                )
            }
        }
    }

    func monitor(at place: Int) -> Published<Monitor> {
        Published(state.resources[place], zones: zones)
    }

    func monitor(number: Int) -> Published<Monitor>? {
        let numbers = monitorNumbers
        let index = numbers.partitioningIndex { $0.number >= number }
        guard index < numbers.count, numbers[index].number == number else { return nil }
        return monitor(at: numbers[index].place)
    }

    /// A monitor by its id in the manifests.
    func monitor(id: String) -> Published<Monitor>? {
        state[ResourceID(kind: Monitor.kind.word, id: id)].map { Published($0, zones: zones) }
    }

    /// The monitors of a page that are watched, in the order of their numbers.
    func monitors(of page: SitePage) -> [Published<Monitor>] {
        facts.lazy.filter { $0.page == page.slug && $0.isEnabled }.map {
            self.monitor(at: $0.place)
        }
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first index from which on a condition holds, in a collection in which it holds from some index on.
    func partitioningIndex(where holds: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension String {
    var withoutFinalSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
