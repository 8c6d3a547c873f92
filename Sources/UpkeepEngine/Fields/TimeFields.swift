import UpkeepSource

package struct DurationField: ScalarFieldType {
    /// In seconds.
    let allowed: ClosedRange<Int>

    package var shape: FieldShape { .duration(allowed) }
    package var placeholder: Seconds { Seconds(allowed.lowerBound) }

    package func write(_ output: Seconds, to canonical: inout JSONWriter) {
        canonical.write(output.description)
    }

    package func read(scalar node: Node, _ context: inout ReadingContext) -> Seconds? {
        do throws(SecondsError) {
            let duration = try Seconds(parsing: node.text)
            if allowed.contains(duration.count) { return duration }
            context.report(.durationOutOfRange(duration, allowed: allowed, at: node))
        } catch {
            context.report(.notDuration(node, error))
        }
        return nil
    }
}

extension FieldType where Self == DurationField {
    /// A duration within bounds in seconds, written with units.
    package static func duration(in allowed: ClosedRange<Int>) -> DurationField {
        DurationField(allowed: allowed)
    }
}

/// A moment: with an offset, or in the local time of a zone.
package struct TimeField: ScalarFieldType {
    /// The zone of times without an offset; nil when such times cannot be told.
    let zone: Zone?
    /// Whether times without an offset are allowed at all.
    let isLocal: Bool

    package var shape: FieldShape { .time(isLocal: isLocal) }
    package var placeholder: Instant { Instant(secondsSinceEpoch: 0) }

    package func write(_ output: Instant, to canonical: inout JSONWriter) {
        canonical.write(output.description)
    }

    package func read(scalar node: Node, _ context: inout ReadingContext) -> Instant? {
        let text = node.text
        if let instant = Instant(rfc3339: text) { return instant }
        guard let local = LocalTime(text) else {
            context.report(.notTime(node))
            return nil
        }
        guard let zone else {
            context.report(.timeWithoutOffset(node, canHaveZone: isLocal))
            return nil
        }
        switch zone.resolve(local) {
        case .unique(let instant):
            return instant
        case .gap(let before, let after):
            context.report(.timeInGap(node, zone, before, after))
        case .fold(let earlier, let later):
            context.report(.timeInFold(node, zone, earlier, later))
        }
        return nil
    }
}

extension FieldType where Self == TimeField {
    /// RFC 3339 with an offset.
    package static var time: TimeField { TimeField(zone: nil, isLocal: false) }

    /// RFC 3339 with an offset; with a zone also local time without one.
    package static func time(in zone: Zone?) -> TimeField { TimeField(zone: zone, isLocal: true) }
}

package struct DateField: ScalarFieldType {
    package var shape: FieldShape {
        .text(length: 10...10, pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", name: "date")
    }

    package var placeholder: CivilDate { CivilDate(daysSinceEpoch: 0) }

    package func write(_ output: CivilDate, to canonical: inout JSONWriter) {
        canonical.write(output.description)
    }

    package func read(scalar node: Node, _ context: inout ReadingContext) -> CivilDate? {
        if let date = CivilDate(node.text) { return date }
        context.report(.notDate(node))
        return nil
    }
}

extension FieldType where Self == DateField {
    /// A day: `2027-06-01`.
    package static var date: DateField { DateField() }
}

/// The name of a zone of the IANA time zone database.
package struct ZoneField: ScalarFieldType {
    package var shape: FieldShape {
        .text(length: 1...64, pattern: "^[A-Za-z0-9_+/-]+$", name: "IANA time zone")
    }

    package var placeholder: Zone { .utc }

    package func write(_ output: Zone, to canonical: inout JSONWriter) {
        canonical.write(output.identifier)
    }

    package func read(scalar node: Node, _ context: inout ReadingContext) -> Zone? {
        let name = node.text
        if name == Zone.utc.identifier { return .utc }
        if let zone = context.zone(name) { return zone }
        context.report(unknownZone: node)
        return nil
    }
}

extension FieldType where Self == ZoneField {
    /// The name of a time zone: `Europe/Berlin`.
    package static var timeZone: ZoneField { ZoneField() }
}
