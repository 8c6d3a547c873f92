import UpkeepEngine
import UpkeepSource

extension Maintenance {
    /// How far ahead recurring windows are compared: a little more than a year.
    private static let horizon = Seconds(400 * 86_400)
    /// How many single windows beyond it recurring ones are compared with.
    private static let farWindowLimit = 500
    /// How many windows of one maintenance are compared.
    private static let windowLimit = 1_000

    /// What two maintenances cannot share at the same time.
    fileprivate enum Subject: Hashable {
        case component(page: String, id: String)
        case monitor(String)

        var title: String {
            switch self {
            case .component(let page, let id): "component \(page)/\(id)"
            case .monitor(let id): "monitor \(id)"
            }
        }
    }

    /// A window of one of the maintenances, by its place in the list.
    private struct Booking {
        let window: Range<Instant>
        let owner: Int
    }

    package static func check(
        _ declarations: Declarations<Maintenance>,
        in context: CheckContext
    ) -> [Diagnostic] {
        let all = Array(declarations)
        let end = max(context.now.advanced(by: horizon), context.now.advanced(by: 1))
        // Beyond the horizon recurring windows are compared where there is something to compare them with.
        let farWindows = all.map(\.specification)
            .filter { $0.recurrence == nil && $0.start < $0.end && $0.end > end }
            .prefix(farWindowLimit).map { max($0.start, end)..<$0.end }
        let periods = [context.now..<end] + farWindows
        let freezes = context.specification(Workspace.self, id: KindName.singletonID)?.freezes ?? []
        let problems = all.flatMap { collision(of: $0, with: freezes, after: context.now) }
        var owners: [Subject: [Int]] = [:]
        for (owner, maintenance) in all.enumerated() where !maintenance.specification.allowsOverlap
        {
            for subject in maintenance.specification.subjects {
                owners[subject, default: []].append(owner)
            }
        }
        // What nobody shares cannot collide, and needs no windows.
        let shared = owners.filter { $0.value.count > 1 }
        let windows = Dictionary(
            uniqueKeysWithValues: Set(shared.values.joined()).map { owner in
                (owner, all[owner].specification.comparedWindows(in: periods, after: context.now))
            }
        )
        return problems + overlaps(all, shared, windows)
    }

    /// A single window counts however far ahead it is.
    private func comparedWindows(
        in periods: [Range<Instant>],
        after now: Instant
    ) -> Set<Range<Instant>> {
        guard recurrence == nil else {
            return Set(periods.flatMap { windows(in: $0, limit: Self.windowLimit) })
        }
        return start < end && end > now
            ? Set(windows(in: start..<end, limit: 1)) : []
    }

    private var subjects: [Subject] {
        components.map { .component(page: statusPage, id: $0) } + monitors.map(Subject.monitor)
    }

    private static func collision(
        of maintenance: Declared<Maintenance>,
        with freezes: [Freeze],
        after now: Instant
    ) -> [Diagnostic] {
        if maintenance.specification.isEmergency { return [] }
        for freeze in freezes where max(freeze.start, now) < freeze.end {
            let period = max(freeze.start, now)..<freeze.end
            let windows = maintenance.specification.windows(in: period, limit: 1)
            guard let window = windows.first else { continue }
            return [.maintenanceInFreeze(maintenance, window.lowerBound, freeze)]
        }
        return []
    }

    /// What two of the maintenances share, and when for the first time.
    fileprivate struct Collision {
        let subject: Subject
        let start: Instant
    }

    private static func overlaps(
        _ all: [Declared<Maintenance>],
        _ owners: [Subject: [Int]],
        _ windows: [Int: Set<Range<Instant>>]
    ) -> [Diagnostic] {
        var collisions: [[Int]: Collision] = [:]
        for subject in owners.keys.sorted(by: { $0.title < $1.title }) {
            let bookings = owners[subject, default: []].flatMap { owner in
                windows[owner, default: []].map { Booking(window: $0, owner: owner) }
            }.sorted { ($0.window.lowerBound, $0.owner) < ($1.window.lowerBound, $1.owner) }
            var running: [Booking] = []
            for booking in bookings {
                running.removeAll { $0.window.upperBound <= booking.window.lowerBound }
                for other in running where other.owner != booking.owner {
                    let pair = [min(other.owner, booking.owner), max(other.owner, booking.owner)]
                    let collision = Collision(subject: subject, start: booking.window.lowerBound)
                    if collisions[pair].map({ collision.isBefore($0) }) ?? true {
                        collisions[pair] = collision
                    }
                }
                running.append(booking)
                // More would not be shown.
                if collisions.count > Diagnostics.shownErrors { break }
            }
            if collisions.count > Diagnostics.shownErrors { break }
        }
        return collisions.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
            pair,
            collision in
            let both = pair.map { all[$0] }.sorted {
                $0.specification.start < $1.specification.start
            }
            return .maintenanceOverlap(both[1], both[0], collision.subject.title, collision.start)
        }
    }
}

extension Maintenance.Collision {
    fileprivate func isBefore(_ other: Self) -> Bool {
        (start, subject.title) < (other.start, other.subject.title)
    }
}
