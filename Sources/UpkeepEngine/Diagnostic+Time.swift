import UpkeepSource

// What can be wrong with durations, times and zones.

extension Diagnostic {
    static func notDuration(_ node: Node, _ error: SecondsError) -> Diagnostic {
        Diagnostic(
            .error,
            .invalidValue,
            "\"\(node.text.printable)\" is not a duration: \(error.reason)",
            at: node,
            help: "write numbers with units, the largest first: 30s, 5m, 1h30m, 7d"
        )
    }

    static func durationOutOfRange(
        _ duration: Seconds,
        allowed: ClosedRange<Int>,
        at node: Node
    ) -> Diagnostic {
        let (least, most) = (Seconds(allowed.lowerBound), Seconds(allowed.upperBound))
        return Diagnostic(
            .error,
            .invalidValue,
            "\(duration) is too \(duration < least ? "short" : "long")",
            at: node,
            help: "it can be \(least) to \(most)"
        )
    }

    static func notTime(_ node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .invalidValue,
            "\"\(node.text.printable)\" is not a time",
            at: node,
            help: correctedTime(node.text).map { "did you mean \($0)?" }
                ?? "write it as in RFC 3339: 2026-12-04T22:00:00+01:00"
        )
    }

    /// The time that a slightly wrong spelling probably stands for.
    private static func correctedTime(_ text: String) -> String? {
        if CivilDate(text) != nil { return text + "T00:00:00Z" }
        let joined = text.split(separator: " ").joined(separator: "T")
        if Instant(rfc3339: joined) != nil || LocalTime(joined) != nil { return joined }
        // Hours and minutes without seconds, and then the offset.
        let clock = joined.prefix(16)
        let corrected = clock + ":00" + joined.dropFirst(16)
        return Instant(rfc3339: corrected) != nil ? String(corrected) : nil
    }

    static func notDate(_ node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .invalidValue,
            "\"\(node.text.printable)\" is not a date",
            at: node,
            help: "write year, month and day: 2027-06-01"
        )
    }

    static func timeWithoutOffset(_ node: Node, canHaveZone: Bool) -> Diagnostic {
        Diagnostic(
            .error,
            .timeWithoutOffset,
            "the time \(node.text.printable) has no offset",
            at: node,
            help:
                "write \(node.text.printable)Z for UTC, or the offset, such as +01:00"
                + (canHaveZone ? "; or add a time_zone" : "")
        )
    }

    static func timeInGap(
        _ node: Node,
        _ zone: Zone,
        _ before: Instant,
        _ after: Instant
    ) -> Diagnostic {
        Diagnostic(
            .error,
            .timeInGap,
            "\(node.text.printable) does not exist in \(zone.identifier): clocks are put forward over it",
            at: node,
            help: "write \(zone.written(before)) or \(zone.written(after))"
        )
    }

    static func timeInFold(
        _ node: Node,
        _ zone: Zone,
        _ earlier: Instant,
        _ later: Instant
    ) -> Diagnostic {
        Diagnostic(
            .error,
            .timeInFold,
            "\(node.text.printable) comes twice in \(zone.identifier): clocks are put back over it",
            at: node,
            help:
                "write \(zone.written(earlier)) for the first or \(zone.written(later)) for the second"
        )
    }

    /// `known` are the names to choose a suggestion from; nil for none.
    fileprivate static func unknownZone(_ node: Node, known: [String]?) -> Diagnostic {
        let suggestion = known.flatMap { Suggestion.nearest(to: node.text, in: $0) }
        let fallback =
            known == []
            ? "write a name of the IANA database; if it is one, install the package tzdata"
            : "write a name of the IANA database, such as Europe/Berlin"
        return Diagnostic(
            .error,
            .invalidValue,
            "\"\(node.text.printable)\" is not a time zone"
                + (suggestion.map { "; did you mean \"\($0)\"?" } ?? ""),
            at: node,
            help: fallback
        )
    }
}

extension Diagnostics {
    /// Reports names that should be those of zones; suggestions only come with those that are shown.
    mutating func report(unknownZones nodes: [Node], in zones: ZoneDatabase) {
        var ranges: Set<SourceRange> = []
        for node in nodes where ranges.insert(node.range).inserted {
            let suggests = ranges.count <= Self.shownErrors
            report(.unknownZone(node, known: suggests ? zones.names() : nil))
        }
    }
}

extension Zone {
    /// An instant in local time with its offset, as a manifest would have it.
    package func written(_ instant: Instant) -> String {
        let offset = offset(at: instant)
        if offset == 0 { return instant.description }
        let minutes = abs(offset) / 60
        func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        let sign = offset < 0 ? "-" : "+"
        return "\(local(at: instant))\(sign)\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
    }
}

extension SecondsError {
    /// The reason in a clause.
    fileprivate var reason: String {
        switch self {
        case .empty: "it is empty"
        case .missingUnit(let number): "\(number.printable) has no unit"
        case .missingNumber(let text): "there is no number before \"\(text.printable)\""
        case .unknownUnit(let unit): "\"\(unit.printable)\" is not a unit"
        case .wrongOrder(let unit, let other): "\(unit) stands behind \(other)"
        case .repeatedUnit(let unit): "\(unit) is there twice"
        case .tooLarge: "it is too large"
        }
    }
}
