import UpkeepEngine
import UpkeepKinds

/// Times as pages show them: in the zone of the page, which a script may tell in the reader's as well.
struct PageClock: Sendable {
    let zone: Zone

    /// `24 Nov 2026, 17:12 CET`, and the same for machines.
    func time(_ instant: Instant) -> PageData {
        let local = zone.local(at: instant)
        return [
            "machine": .text(instant.description),
            "people": .text(
                "\(local.date.inWords), \(local.hoursAndMinutes) \(zone.label(at: instant))"
            ),
        ]
    }

    /// From when until when.
    func window(_ window: Range<Instant>) -> PageData {
        let (start, end) = texts(of: window)
        return [
            "start": .data([
                "machine": .text(window.lowerBound.description), "people": .text(start),
            ]),
            "end": .data(["machine": .text(window.upperBound.description), "people": .text(end)]),
        ]
    }

    /// From when until when, in words.
    func words(_ window: Range<Instant>) -> String {
        let (start, end) = texts(of: window)
        return "\(start) to \(end)"
    }

    /// The day is told once where it is the same, and so is what the time is called.
    private func texts(of window: Range<Instant>) -> (start: String, end: String) {
        let (start, end) = (zone.local(at: window.lowerBound), zone.local(at: window.upperBound))
        let labels = (zone.label(at: window.lowerBound), zone.label(at: window.upperBound))
        let from = "\(start.date.inWords), \(start.hoursAndMinutes)"
        let to = start.date == end.date ? "" : "\(end.date.inWords), "
        return (
            labels.0 == labels.1 ? from : "\(from) \(labels.0)",
            "\(to)\(end.hoursAndMinutes) \(labels.1)"
        )
    }

    /// How a maintenance recurs, nil where it does not; the days are those of its own zone.
    func words(_ maintenance: Maintenance) -> String? {
        guard let recurrence = maintenance.recurrence else { return nil }
        let own = maintenance.timeZone ?? .utc
        return own.identifier == zone.identifier
            ? recurrence.inWords : "\(recurrence.inWords) in \(own.identifier)"
    }

    /// The days of the calendar, in the zone, that end with the one of a moment; the oldest first.
    func days(_ count: Int, until now: Instant) -> [LocalDay] {
        let today = zone.local(at: now).date
        return (0..<count).reversed().map { LocalDay(today.advanced(byDays: -$0), in: zone) }
    }
}

/// A day of the calendar in some zone: not always as long as others.
struct LocalDay: Sendable {
    let date: CivilDate
    let range: Range<Instant>

    init(_ date: CivilDate, in zone: Zone) {
        self.date = date
        let start = Self.start(of: date, in: zone)
        range = start..<max(start, Self.start(of: date.advanced(byDays: 1), in: zone))
    }

    private static func start(of date: CivilDate, in zone: Zone) -> Instant {
        guard let midnight = LocalTime(date: date, hour: 0, minute: 0) else {
            preconditionFailure("every day has a midnight, at least on the clock")
        }
        return zone.resolve(midnight).preferred
    }
}

extension CivilDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let longMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    /// `24 Nov`.
    var dayAndMonth: String { "\(day) \(Self.months[month - 1])" }

    /// `24 Nov 2026`.
    var inWords: String { "\(dayAndMonth) \(year)" }

    /// `November 2026`.
    var monthInWords: String { "\(Self.longMonths[month - 1]) \(year)" }

    /// `2026-11`.
    var monthText: String { String(description.dropLast(3)) }
}

extension LocalTime {
    /// `17:12`.
    var hoursAndMinutes: String {
        [hour, minute].map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
    }
}

extension Zone {
    /// What people call the time of the zone: `CET`, and `UTC+03` where it has no letters.
    func label(at instant: Instant) -> String {
        let abbreviation = abbreviation(at: instant)
        return abbreviation.first.map { $0 == "+" || $0 == "-" } == true
            ? "UTC\(abbreviation)" : abbreviation
    }
}

extension Recurrence {
    /// What visitors read: `every 2 weeks on Tuesday until 31 Oct 2027`.
    ///
    /// Days on which it does not happen are not told.
    var inWords: String {
        var text = interval == 1 ? "every \(every)" : "every \(interval) \(every)s"
        switch pattern {
        case .daily: break
        case .weekly(let days):
            let names = days.sorted().map(\.inWords)
            if !names.isEmpty { text += " on \(names.joined(separator: ", "))" }
        case .monthly(let day):
            if let day { text += " on \(day.inWords)" }
        }
        return text + (until.map { " until \($0.inWords)" } ?? "")
    }
}

extension Seconds {
    /// How long something took, to the minute: `2 h 48 min`.
    var inMinutes: String {
        count < 60 ? "under a minute" : Seconds(count - count % 60).spelledOut
    }
}

extension Weekday {
    /// `Sunday`.
    fileprivate var inWords: String { fullName.prefix(1).uppercased() + fullName.dropFirst() }
}

extension MonthDay {
    /// `day 31`, `the first Sunday`.
    fileprivate var inWords: String {
        switch self {
        case .day(let day): "day \(day)"
        case .weekday(let ordinal, let weekday): "the \(ordinal) \(weekday.inWords)"
        }
    }
}
