import UpkeepEngine
import UpkeepSource

extension Maintenance {
    package static func review(_ change: Transition<Maintenance>, in context: PlanContext) -> Review
    {
        guard let after = change.after else {
            let announced =
                change.before.map { $0.start > context.now || $0.recurrence != nil } ?? false
            return Review(
                effects: announced ? ["visitors no longer see: the announced maintenance"] : []
            )
        }
        var review = Review()
        let before = change.before
        if before?.window != after.window || before?.components != after.components
            || before?.cancelledAt != after.cancelledAt
        {
            review.effects = after.effects(in: context)
        }
        guard let node = change.node else { return review }
        if change.before == nil, after.recurrence == nil, after.end <= context.now {
            review.diagnostics.append(.maintenanceOver(after.end, at: node["end_at"] ?? node))
        }
        if let problem = after.shortNotice(replacing: change.before, node, in: context) {
            review.diagnostics.append(problem)
        }
        return review
    }

    private var window: Range<Instant> { start..<max(start, end) }

    /// The first window that takes place: days can be left out of a recurrence.
    private var firstWindow: Range<Instant> {
        windows(in: start..<max(start, .latest), limit: 1).first ?? window
    }

    private func effects(in context: PlanContext) -> [String] {
        let page = context.specification(StatusPage.self, id: statusPage)
        let zone = timeZone ?? page?.timeZone ?? .utc
        let names = context.componentNames(components, of: statusPage)
        let subject = names.isEmpty ? "the page" : names.joined(separator: ", ")
        let future = context.now..<max(context.now, .latest)
        let lost = cancelledWindows(in: future, limit: 1).first.map {
            "visitors see: cancelled: \(zone.span($0)), \(subject)"
        }
        // Nothing takes place any more, or the first window that still does is told.
        let window = cancelledAt == nil ? firstWindow : nextWindow(after: context.now)
        guard let window else { return lost.map { [$0] } ?? [] }
        let repeats = recurrence.map { ", \($0)" } ?? ""
        let verb = window.contains(context.now) ? "see now" : "see"
        let length = window.lowerBound.distance(to: window.upperBound)
        return [
            "\(zone.span(window))\(repeats)\(names.isEmpty ? "" : ", \(subject)")",
            "visitors \(verb): \(subject) under maintenance for \(length.spelledOut)",
        ] + (lost.map { [$0] } ?? [])
    }

    /// The rule of notice counts for the next window: unless it, or an earlier one, was announced before.
    private func shortNotice(
        replacing before: Maintenance?,
        _ node: Node,
        in context: PlanContext
    ) -> Diagnostic? {
        let workspace = context.specification(Workspace.self, id: KindName.singletonID)
        guard let notice = workspace?.maintenanceNotice, notice.count > 0, !isEmergency,
            let next = nextWindow(after: context.now),
            next.lowerBound < context.now.advanced(by: notice)
        else { return nil }
        let announced = before?.nextWindow(after: context.now)
        if let announced, announced.lowerBound <= next.lowerBound { return nil }
        return .shortNotice(next.lowerBound, notice, at: node["start_at"] ?? node)
    }

    /// The window that is running or comes next.
    private func nextWindow(after now: Instant) -> Range<Instant>? {
        windows(in: now..<max(now, .latest), limit: 1).first
    }
}

extension Zone {
    /// A window in local time: `2026-12-04 22:00 to 23:30 Europe/Berlin`.
    fileprivate func span(_ window: Range<Instant>) -> String {
        let start = local(at: window.lowerBound)
        let end = local(at: window.upperBound)
        let last = start.date == end.date ? end.clock : "\(end.date) \(end.clock)"
        return "\(start.date) \(start.clock) to \(last) \(identifier)"
    }
}

extension LocalTime {
    /// Hours and minutes, and seconds where there are any.
    fileprivate var clock: String {
        let parts = second == 0 ? [hour, minute] : [hour, minute, second]
        return parts.map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
    }
}
