import UpkeepEngine

extension Monitor {
    /// When a monitor was disabled: what applies have noted, because manifests only say how it is now.
    package struct DisabledTime: Sendable {
        /// How many times are kept; the oldest go first.
        static let limit = 1_000

        /// From when to when; the last may have no end yet.
        package private(set) var times: [(from: Instant, to: Instant?)] = []

        package init(_ issued: Value?) {
            for time in issued?["disabled"]?.list ?? [] {
                guard let from = time["from"]?.text.flatMap({ Instant(rfc3339: $0) }) else {
                    continue
                }
                times.append((from, time["to"]?.text.flatMap { Instant(rfc3339: $0) }))
            }
        }

        package var value: Value {
            .map([
                "disabled": .list(
                    times.map { from, to in
                        .map([
                            "from": .text(from.description),
                            "to": to.map { .text($0.description) },
                        ])
                    }
                )
            ])
        }

        /// Notes how the monitor is from a moment on; false when that is how it was.
        mutating func note(isEnabled: Bool, at now: Instant) -> Bool {
            let isOpen = times.last.map { $0.to == nil } ?? false
            if isEnabled != isOpen { return false }
            if isOpen {
                times[times.count - 1].to = max(times[times.count - 1].from, now)
            } else {
                times.append((now, nil))
                times.removeFirst(max(0, times.count - Self.limit))
            }
            return true
        }
    }

    /// When it was disabled, where a change enables or disables it.
    package static func noted(of change: Change, at now: Instant) -> Value? {
        guard let after = change.after else { return nil }
        let isEnabled = after.declaration.scalars(["enabled"])[0]?.boolean ?? true
        if isEnabled, change.before == nil { return nil }
        var time = DisabledTime(change.before?.issued)
        return time.note(isEnabled: isEnabled, at: now) ? time.value : nil
    }
}
