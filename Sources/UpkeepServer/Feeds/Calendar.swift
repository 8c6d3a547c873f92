import UpkeepEngine
import UpkeepKinds

/// The maintenances of a page for calendars (RFC 5545): each window is an event, in UTC, so that no calendar has to know how a
/// zone changes its clocks.
struct Calendar {
    /// How far back there are events, and how far ahead.
    private static let past = Seconds(-90 * 86_400)
    private static let future = Seconds(400 * 86_400)
    /// How many events a maintenance has at most.
    private static let eventLimit = 500

    private let page: SitePage
    private let maintenances: [Published<Maintenance>]
    private let period: Range<Instant>

    init(of page: SitePage, in site: Site, at moment: inout Moment) {
        self.page = page
        let held = site.maintenances.of(page: page.slug)
        let known = Set(held.map(\.number))
        let withdrawn = site.withdrawnMaintenances.of(page: page.slug)
        maintenances = held + withdrawn.filter { !known.contains($0.number) }
        // Days, so that the calendar stays the same all day.
        let today = Day(of: moment.now)
        _ = moment.hasReached(today.range.upperBound)
        let first = today.start.advanced(by: Self.past)
        period = first..<max(first, today.start.advanced(by: Self.future))
    }

    var content: Content {
        var text = CalendarText()
        text.add("BEGIN", "VCALENDAR")
        text.add("VERSION", "2.0")
        text.add("PRODID", "-//Upkeep//Maintenances//EN")
        text.add("CALSCALE", "GREGORIAN")
        text.add("METHOD", "PUBLISH")
        for name in ["NAME", "X-WR-CALNAME"] { text.add(name, text: "\(page.name): maintenance") }
        text.add("URL", "\(page.url)/maintenances.ics")
        text.add("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
        text.add("X-PUBLISHED-TTL", "PT1H")
        for maintenance in maintenances {
            let declared = maintenance.specification
            for window in declared.windows(in: period, limit: Self.eventLimit) {
                add(maintenance, window, "CONFIRMED", to: &text)
            }
            for window in declared.cancelledWindows(in: period, limit: Self.eventLimit) {
                add(maintenance, window, "CANCELLED", to: &text)
            }
        }
        text.add("END", "VCALENDAR")
        return .text(text.lines, .calendar)
    }

    private func add(
        _ maintenance: Published<Maintenance>,
        _ window: Range<Instant>,
        _ status: String,
        to text: inout CalendarText
    ) {
        let declared = maintenance.specification
        text.add("BEGIN", "VEVENT")
        text.add("UID", uid(of: window, maintenance))
        // Higher with every change, which calendars go by: the seconds from its creation to its last change.
        let sequence = maintenance.createdAt.distance(to: maintenance.updatedAt).count
        text.add("SEQUENCE", String(max(0, sequence)))
        text.add("DTSTAMP", time: maintenance.updatedAt)
        text.add("CREATED", time: maintenance.createdAt)
        text.add("LAST-MODIFIED", time: maintenance.updatedAt)
        text.add("DTSTART", time: window.lowerBound)
        text.add("DTEND", time: window.upperBound)
        text.add("SUMMARY", text: declared.title)
        let names = page.ordered(declared.components).map(page.name(of:))
        let about = [
            declared.message, names.isEmpty ? nil : "Components: \(names.joined(separator: ", "))",
        ].compactMap { $0 }
        if !about.isEmpty { text.add("DESCRIPTION", text: about.joined(separator: "\n\n")) }
        text.add("URL", "\(page.url)#maintenance-\(maintenance.number)")
        text.add("STATUS", status)
        text.add("TRANSP", "TRANSPARENT")
        text.add("END", "VEVENT")
    }

    /// Stays the same when the hour is moved; windows that recur are told apart by their days.
    private func uid(of window: Range<Instant>, _ maintenance: Published<Maintenance>) -> String {
        let declared = maintenance.specification
        let day = (declared.timeZone ?? .utc).local(at: window.lowerBound).date
        let part = declared.recurrence == nil ? "" : "-\(day)"
        return "maintenance-\(maintenance.number)\(part)@\(page.uuid)"
    }
}

/// The lines of a calendar.
private struct CalendarText {
    /// How many bytes a line has at most, without its end (RFC 5545, section 3.1).
    private static let width = 75

    private(set) var lines = ""

    mutating func add(_ name: String, _ value: String) {
        var width = 0
        for scalar in "\(name):\(value)".unicodeScalars {
            let size = UTF8.width(scalar)
            if width + size > Self.width {
                lines += "\r\n "
                width = 1
            }
            lines.unicodeScalars.append(scalar)
            width += size
        }
        lines += "\r\n"
    }

    /// Adds text for people (section 3.3.11).
    mutating func add(_ name: String, text: String) {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case ";": escaped += "\\;"
            case ",": escaped += "\\,"
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        add(name, escaped)
    }

    /// Adds a time in UTC (section 3.3.5): `20261204T210000Z`.
    mutating func add(_ name: String, time: Instant) {
        add(name, time.description.filter { $0 != "-" && $0 != ":" })
    }
}
