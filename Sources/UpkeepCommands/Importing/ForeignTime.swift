import UpkeepEngine

/// Lengths of time and moments as other systems write them.
enum ForeignTime {
    /// Whole seconds of a duration as Go writes it, `1h30m`, `1.5s`, `300ms`; nil when it is none.
    ///
    /// What is less than a second is cut off.
    static func seconds(go text: String) -> Int? {
        var rest = Substring(text)
        if rest == "0" { return 0 }
        var milliseconds = 0.0
        repeat {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let value = Double(number), let length = units[String(unit)] else { return nil }
            milliseconds += value * length
        } while !rest.isEmpty
        // Nothing that recurs has a period of centuries.
        guard milliseconds < 1e13 else { return nil }
        return Int(milliseconds / 1_000)
    }

    /// In milliseconds; `d` is not Go's, but OpenStatus writes it.
    private static let units: [String: Double] = [
        "ns": 1e-6, "us": 1e-3, "µs": 1e-3, "ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000,
        "d": 86_400_000,
    ]

    /// A time of day, `23:00`, as minutes after midnight.
    static func minutes(ofClock text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, let hour = number(parts[0], 0...23),
            let minute = number(parts[1], 0...59)
        else { return nil }
        if parts.count == 3, number(parts[2], 0...59) != 0 { return nil }
        return hour * 60 + minute
    }

    private static func number(_ text: Substring, _ allowed: ClosedRange<Int>) -> Int? {
        guard (1...2).contains(text.count), text.allSatisfy({ $0.isASCII && $0.isNumber }),
            let number = Int(text)
        else { return nil }
        return allowed.contains(number) ? number : nil
    }

    /// A moment: RFC 3339, or as databases write it, `2026-11-20 09:12:00`, in the zone that is meant.
    ///
    /// Manifests can tell none before 1970.
    static func instant(_ text: String, in zone: Zone = .utc) -> Instant? {
        let instant = Instant(rfc3339: text) ?? lenientInstant(text, zone)
        return instant.flatMap { $0.secondsSinceEpoch >= 0 ? $0 : nil }
    }

    private static func lenientInstant(_ text: String, _ zone: Zone) -> Instant? {
        var text = text
        let place = text.index(text.startIndex, offsetBy: 10, limitedBy: text.endIndex)
        if let place, place < text.endIndex, text[place] == " " {
            text.replaceSubrange(place...place, with: "T")
        }
        if let instant = Instant(rfc3339: text) { return instant }
        // A fraction of a second is cut off.
        if let dot = text.lastIndex(of: ".") { text = String(text[..<dot]) }
        guard let local = LocalTime(text) else { return CivilDate(text).map { midnight($0, zone) } }
        return moment(local, zone)
    }

    private static func midnight(_ date: CivilDate, _ zone: Zone) -> Instant {
        guard let local = LocalTime(date: date, hour: 0, minute: 0) else {
            preconditionFailure("every day has a midnight on the clock")
        }
        return moment(local, zone)
    }

    /// The moment of a local time, the later one where the clock is put forward and the earlier one where it is put back.
    static func moment(_ local: LocalTime, _ zone: Zone) -> Instant {
        switch zone.resolve(local) {
        case .unique(let instant): instant
        case .gap(let before, let after): max(before, after)
        case .fold(let earlier, _): earlier
        }
    }
}
