/// A time zone: which offset from UTC is in force when.
package struct Zone: Hashable, Sendable {
    /// No zone file that may be read is larger, in bytes; the largest of the IANA's has about
    /// 4,000.
    package static let sizeLimit = 65_536

    package static let utc = Zone(
        identifier: "UTC",
        timeline: ZoneTimeline(initial: ZonePeriod(offset: 0, abbreviation: "UTC"))
    )

    /// The IANA name as given: `Europe/Berlin`.
    package let identifier: String
    private let timeline: ZoneTimeline

    private init(identifier: String, timeline: ZoneTimeline) {
        self.identifier = identifier
        self.timeline = timeline
    }

    /// Reads a file of the zone database: TZif, RFC 8536, versions 1 to 4 (4 is RFC 9636).
    ///
    /// Of versions 2 and later the 64-bit data and the footer count. Leap seconds are ignored. No
    /// bytes, however made, do more than throw.
    package init(identifier: String, tzif: [UInt8]) throws(ZoneError) {
        guard tzif.count <= Zone.sizeLimit else { throw .tooLarge }
        self.init(identifier: identifier, timeline: try TZifReader.read(tzif))
    }

    /// Seconds to add to UTC for local time; east of Greenwich is positive.
    package func offset(at instant: Instant) -> Int {
        timeline.period(at: instant.secondsSinceEpoch).offset
    }

    /// What the zone's local time is called at an instant: `CET`, `CEST`, `+03`.
    package func abbreviation(at instant: Instant) -> String {
        timeline.period(at: instant.secondsSinceEpoch).abbreviation
    }

    /// What a clock in the zone shows at an instant.
    package func local(at instant: Instant) -> LocalTime {
        LocalTime(secondsOnClock: Int(instant.secondsSinceEpoch) + offset(at: instant))
    }

    /// The instant, or the two readings, of a local time.
    package func resolve(_ local: LocalTime) -> LocalResolution {
        let clock = Int64(local.secondsOnClock)
        // Offsets lie within 26 hours, so what matters to this local time lies within two days.
        let near = clock - 172_800...clock + 172_800
        let changes = timeline.changes(in: near)
        var offsets: Set<Int> = [timeline.period(at: near.lowerBound).offset]
        for change in changes { offsets.insert(timeline.period(at: change).offset) }
        let readings =
            offsets
            .filter { timeline.period(at: clock - Int64($0)).offset == $0 }
            .map { Instant(secondsSinceEpoch: clock - Int64($0)) }
            .sorted()
        if let first = readings.first, let last = readings.last {
            return first == last ? .unique(first) : .fold(earlier: first, later: last)
        }
        for change in changes {
            let before = Int64(timeline.period(at: change - 1).offset)
            let after = Int64(timeline.period(at: change).offset)
            guard (change + before..<max(change + before, change + after)).contains(clock) else {
                continue
            }
            return .gap(
                before: Instant(secondsSinceEpoch: clock - before),
                after: Instant(secondsSinceEpoch: clock - after)
            )
        }
        preconditionFailure("the clock passes \(local) neither by running nor by a change")
    }
}
