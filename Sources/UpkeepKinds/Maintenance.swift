import UpkeepEngine
import UpkeepSource

/// Work that is announced: a window in which components may be down.
package struct Maintenance: Specification {
    package static let kind = KindName("maintenance", section: "maintenances")
    package static let publicID = PublicIDForm.number
    package static let writeScope: String? = Scope.writeMaintenances.rawValue
    package static let summary =
        "Work that is announced: a window in which components may be down; it may recur."

    package let statusPage: String
    package let title: String
    package let message: String?
    package let timeZone: Zone?
    package let start: Instant
    package let end: Instant
    package let recurrence: Recurrence?
    package let components: Set<String>
    package let monitors: Set<String>
    package let notifiesSubscribers: Bool
    package let allowsOverlap: Bool
    package let isEmergency: Bool
    /// From when on no window takes place any more; nil while it is on.
    package let cancelledAt: Instant?

    package init(_ fields: inout FieldReader) {
        let statusPage = fields.statusPage()
        title = fields.required("title", .text(1...200), "What visitors read.")
        message = fields.optional(
            "message",
            .multilineText(1...10_000),
            "What is done, and what to expect."
        )
        let zone = fields.optional(
            "time_zone",
            .timeZone,
            "The zone of times without an offset, and the one in which it recurs."
        )
        // A zone that could not be read is reported already; its times are not wrong for that.
        let readingZone = zone ?? (fields.writes("time_zone") ? .utc : nil)
        let start = fields.required(
            "start_at",
            .time(in: readingZone),
            "When the window, or the first one, begins."
        )
        let end = fields.required("end_at", .time(in: readingZone), "When it ends.")
        let rule = fields.optional("repeat", .record(RepeatRule.self), "How the window recurs.")
        components = fields.components(
            of: statusPage,
            "The components of the page that are under maintenance."
        )
        monitors = fields.monitors(
            "The monitors whose downtime in the window does not count."
        )
        notifiesSubscribers = fields.optional(
            "notify_subscribers",
            .boolean,
            default: true,
            "Whether integrations should tell subscribers."
        )
        allowsOverlap = fields.optional(
            "allow_overlap",
            .boolean,
            default: false,
            "Whether another maintenance may have the same component or monitor at the same time."
        )
        isEmergency = fields.optional(
            "emergency",
            .boolean,
            default: false,
            "Whether notice and freezes are overruled."
        )
        cancelledAt = fields.optional(
            "cancelled_at",
            .time,
            "When it was called off: windows from then on do not take place, and calendars say so."
        )
        self.statusPage = statusPage
        self.timeZone = zone
        self.start = start
        self.end = end
        recurrence = rule?.recurrence
        guard fields.reads("start_at", "end_at") else { return }
        if end <= start { fields.report(at: "end_at") { .endNotAfterStart("maintenance", at: $0) } }
        guard end > start, fields.reads("repeat") else { return }
        checkRecurrence(&fields)
    }

    private func checkRecurrence(_ fields: inout FieldReader) {
        guard let recurrence else { return }
        let date = (timeZone ?? .utc).local(at: start).date
        if timeZone == nil, !fields.writes("time_zone") {
            fields.report(at: "repeat") { .repeatWithoutZone(at: $0) }
        }
        guard recurrence.matches(date) else {
            fields.report(at: "start_at") { .repeatMismatch(date, recurrence, at: $0) }
            return
        }
        let windows = plannedWindows(in: start..<max(start, .latest), limit: Self.checkedWindows)
        if windows.isEmpty { fields.report(at: "repeat") { .repeatNever(recurrence, at: $0) } }
        if zip(windows, windows.dropFirst()).contains(where: { $0.upperBound > $1.lowerBound }) {
            fields.report(at: "repeat") { .repeatOverlapsItself(duration, recurrence, at: $0) }
        }
    }

    /// So many windows show whether one runs into the next.
    private static let checkedWindows = 32

    /// How long each window is.
    package var duration: Seconds { start.distance(to: end) }

    /// The windows that take place and touch a period, the earliest first, at most so many.
    package func windows(in period: Range<Instant>, limit: Int) -> [Range<Instant>] {
        let planned = plannedWindows(in: period, limit: limit)
        guard let cancelledAt else { return planned }
        return planned.filter { $0.lowerBound < cancelledAt }
            .map { $0.lowerBound..<min($0.upperBound, cancelledAt) }.filter { $0.overlaps(period) }
    }

    /// The windows that have been called off before they began.
    package func cancelledWindows(in period: Range<Instant>, limit: Int) -> [Range<Instant>] {
        guard let cancelledAt, cancelledAt < period.upperBound else { return [] }
        let rest = max(period.lowerBound, cancelledAt)..<period.upperBound
        // One more, because the first may be the one that was cut short.
        let planned = plannedWindows(in: rest, limit: limit + 1)
        return Array(planned.filter { $0.lowerBound >= cancelledAt }.prefix(limit))
    }

    /// Whether it takes place at all, or has.
    package var takesPlace: Bool {
        cancelledAt == nil || !windows(in: start..<max(start, .latest), limit: 1).isEmpty
    }

    private func plannedWindows(in period: Range<Instant>, limit: Int) -> [Range<Instant>] {
        guard start < end else { return [] }
        guard let recurrence else { return (start..<end).overlaps(period) ? [start..<end] : [] }
        return recurrence.occurrences(
            startingAt: start,
            lasting: duration,
            in: timeZone ?? .utc,
            overlapping: period,
            limit: limit
        )
    }
}

/// How a maintenance recurs.
package struct RepeatRule: Record {
    package static let name = "repeat rule"

    /// Nil when the fields do not fit each other.
    package let recurrence: Recurrence?

    package init(_ fields: inout FieldReader) {
        let every = fields.required(
            "every",
            .choice(RepeatUnit.self),
            "The unit that it recurs by."
        )
        let interval = fields.optional(
            "interval",
            .integer(1...52),
            default: 1,
            "Every how many units: 2 with `week` is every other week."
        )
        let days = fields.collection(
            "on",
            .oneOrMore(RepeatDayField(), count: 1...7),
            "The days: `sun` or `[tue, thu]` with `week`; `first sunday`, `last fri` or `15` with `month`."
        )
        let until = fields.optional("until", .date, "The last day on which it can begin.")
        let except = fields.collection(
            "except",
            .set(.date, count: 0...366),
            "Days on which it does not begin."
        )
        let pattern = RepeatRule.pattern(every, days)
        recurrence = pattern.map {
            Recurrence($0, interval: interval, until: until, except: Array(except))
        }
        if recurrence == nil, fields.reads("every", "on") {
            fields.report(at: "on") { .repeatDaysMismatch(every, at: $0) }
        }
    }

    private static func pattern(_ every: RepeatUnit, _ days: [RepeatDay]) -> Recurrence.Pattern? {
        switch every {
        case .day:
            return days.isEmpty ? .daily : nil
        case .week:
            let weekdays = days.compactMap(\.weekday)
            return weekdays.count == days.count ? .weekly(on: Set(weekdays)) : nil
        case .month:
            if days.isEmpty { return .monthly(on: nil) }
            guard days.count == 1, case .month(let day) = days[0] else { return nil }
            return .monthly(on: day)
        }
    }
}

package enum RepeatUnit: String, Choice {
    case day
    case week
    case month

    package var help: String {
        switch self {
        case .day: "every day"
        case .week: "every week, on the days of `on`"
        case .month: "every month, on the day of `on`"
        }
    }
}

/// A day that a window can recur on.
package enum RepeatDay: Hashable, Sendable {
    case week(Weekday)
    case month(MonthDay)

    var weekday: Weekday? {
        if case .week(let day) = self { return day }
        return nil
    }
}

/// A day of the week or of the month.
private struct RepeatDayField: ScalarFieldType {
    var shape: FieldShape { .either(Self.word, .integer(1...31)) }

    private static let word = FieldShape.text(
        length: 1...20,
        pattern:
            "^((first|second|third|fourth|last) )?(mon(day)?|tue(sday)?|wed(nesday)?|thu(rsday)?"
            + "|fri(day)?|sat(urday)?|sun(day)?)$|^([1-9]|[12][0-9]|3[01])$",
        name: "day"
    )

    var placeholder: RepeatDay { .month(.day(1)) }

    func write(_ output: RepeatDay, to canonical: inout JSONWriter) {
        switch output {
        case .week(let day): canonical.write(day.shortName)
        case .month(let day): canonical.write(day.description)
        }
    }

    func read(scalar node: Node, _ context: inout ReadingContext) -> RepeatDay? {
        let text = node.text
        if let day = Weekday(text) { return .week(day) }
        if let day = MonthDay(text) { return .month(day) }
        context.report(.notRepeatDay(at: node))
        return nil
    }
}
