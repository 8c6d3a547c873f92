import UpkeepEngine
import UpkeepSource

// What can be wrong with a maintenance, alone, between several, and against the rules of the workspace.

extension Diagnostic {
    static func notRepeatDay(at node: Node) -> Diagnostic {
        let words = Weekday.allCases.map(\.shortName)
        let suggestion = Suggestion.nearest(
            to: node.text,
            in: words + Weekday.allCases.map(\.fullName)
        )
        return Diagnostic(
            .error,
            .invalidValue,
            "\"\(node.text.printable)\" is not a day"
                + (suggestion.map { "; did you mean \"\($0)\"?" } ?? ""),
            at: node,
            help:
                "write \(words.joined(separator: ", ")), or with every: month a number or, say, first sunday"
        )
    }

    static func repeatDaysMismatch(_ every: RepeatUnit, at node: Node) -> Diagnostic {
        let help =
            switch every {
            case .day: "leave `on` out"
            case .week: "write days of the week: [tue, thu]"
            case .month: "write one day of the month: first sunday, last fri or 15"
            }
        return Diagnostic(
            .error,
            .invalidValue,
            "these days do not fit every: \(every.rawValue)",
            at: node,
            help: help
        )
    }

    static func repeatWithoutZone(at node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .missingField,
            "a maintenance that recurs needs a time_zone",
            at: node,
            help:
                "add time_zone: with the zone whose clocks it follows, such as Europe/Berlin or UTC"
        )
    }

    static func repeatMismatch(
        _ date: CivilDate,
        _ recurrence: Recurrence,
        at node: Node
    ) -> Diagnostic {
        Diagnostic(
            .error,
            .repeatMismatch,
            "\(date) is a \(date.weekday.fullName), which \"\(recurrence)\" does not name",
            at: node,
            help: "begin on the first day on which it takes place"
        )
    }

    static func repeatNever(_ recurrence: Recurrence, at node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .repeatMismatch,
            "\"\(recurrence)\" leaves no day on which the maintenance takes place",
            at: node,
            help: "move until behind start_at, and leave a day that is not in except"
        )
    }

    static func repeatOverlapsItself(
        _ duration: Seconds,
        _ recurrence: Recurrence,
        at node: Node
    ) -> Diagnostic {
        Diagnostic(
            .error,
            .repeatMismatch,
            "a window of \(duration.spelledOut) runs into the next one of \"\(recurrence)\"",
            at: node,
            help: "end the window earlier, or let it recur less often"
        )
    }

    static func maintenanceOverlap(
        _ later: Declared<Maintenance>,
        _ earlier: Declared<Maintenance>,
        _ subject: String,
        _ start: Instant
    ) -> Diagnostic {
        Diagnostic(
            .error,
            .maintenanceOverlap,
            "maintenance/\(later.id) and maintenance/\(earlier.id) both have \(subject) at \(later.written(start))",
            at: later.node(of: "start_at"),
            notes: [Note("the other one is here", at: earlier.node(of: "start_at").range)],
            help: "move one of them, or write allow_overlap: true if it is meant"
        )
    }

    static func maintenanceInFreeze(
        _ maintenance: Declared<Maintenance>,
        _ start: Instant,
        _ freeze: Freeze
    ) -> Diagnostic {
        Diagnostic(
            .error,
            .maintenanceInFreeze,
            "maintenance/\(maintenance.id) at \(maintenance.written(start)) is inside a freeze: \(freeze.reason.printable)",
            at: maintenance.node(of: "start_at"),
            help: "move it before \(freeze.start) or behind \(freeze.end), or write emergency: true"
        )
    }

    static func maintenanceOver(_ end: Instant, at node: Node) -> Diagnostic {
        Diagnostic(
            .warning,
            .maintenanceOver,
            "the maintenance was over at \(end), before it is created",
            at: node,
            help: "check the date, or leave it as a record"
        )
    }

    static func shortNotice(_ start: Instant, _ notice: Seconds, at node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .shortNotice,
            "the maintenance begins \(start), with less than \(notice.spelledOut) of notice",
            at: node,
            help: "begin later, or write emergency: true"
        )
    }
}

extension Declared<Maintenance> {
    /// A moment as the manifest would have it.
    fileprivate func written(_ instant: Instant) -> String {
        (specification.timeZone ?? .utc).written(instant)
    }
}
