/// Reads the time zone format of RFC 8536 from bytes that nobody vouches for.
///
/// Every read is checked against the end of the bytes, and every index in them against what it
/// points into.
struct TZifReader {
    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    static func read(_ bytes: [UInt8]) throws(ZoneError) -> ZoneTimeline {
        var reader = TZifReader(bytes)
        let first = try reader.header()
        guard first.version != 0 else { return try reader.timeline(first, timeSize: 4) }
        // The 32-bit data is there for older readers.
        _ = try reader.take(first.size(timeSize: 4))
        let second = try reader.header()
        guard second.version == first.version else { throw .invalid("two versions in one file") }
        let timeline = try reader.timeline(second, timeSize: 8)
        return ZoneTimeline(
            initial: timeline.initial,
            listed: timeline.listed,
            rule: try reader.footer()
        )
    }

    /// RFC 8536, 3.1, in the order of the file.
    private struct Header {
        let version: UInt8
        let utcIndicators: Int
        let standardIndicators: Int
        let leapSeconds: Int
        let changes: Int
        let periods: Int
        let nameBytes: Int

        /// The length of the data behind the header; counts are 32-bit, so the sum does not
        /// overflow.
        func size(timeSize: Int) -> Int {
            changes * (timeSize + 1) + periods * 6 + nameBytes + leapSeconds * (timeSize + 4)
                + standardIndicators + utcIndicators
        }
    }

    private mutating func header() throws(ZoneError) -> Header {
        guard bytes.count - position >= 4 else { throw position == 0 ? .notTZif : .truncated }
        guard try take(4).elementsEqual("TZif".utf8) else { throw .notTZif }
        let version = try byte()
        let digits = UInt8(ascii: "2")...UInt8(ascii: "4")
        guard version == 0 || digits.contains(version) else { throw .unsupportedVersion(version) }
        _ = try take(15)
        let header = Header(
            version: version,
            utcIndicators: try count(),
            standardIndicators: try count(),
            leapSeconds: try count(),
            changes: try count(),
            periods: try count(),
            nameBytes: try count()
        )
        guard (1...256).contains(header.periods) else { throw .invalid("no or too many periods") }
        return header
    }

    private mutating func timeline(
        _ header: Header,
        timeSize: Int
    ) throws(ZoneError) -> ZoneTimeline {
        guard header.size(timeSize: timeSize) <= bytes.count - position else { throw .truncated }
        var times: [Int64] = []
        for _ in 0..<header.changes {
            let time = try signed(timeSize)
            if let last = times.last, last >= time { throw .invalid("changes not ascending") }
            times.append(time)
        }
        let indexes = Array(try take(header.changes))
        let periods = try periods(header)
        _ = try take(
            header.leapSeconds * (timeSize + 4) + header.standardIndicators + header.utcIndicators
        )
        var listed: [ZoneTimeline.Change] = []
        for (time, index) in zip(times, indexes) {
            guard Int(index) < periods.count else { throw .invalid("no such period") }
            listed.append(ZoneTimeline.Change(time: time, period: periods[Int(index)]))
        }
        return ZoneTimeline(initial: periods[0], listed: listed)
    }

    private mutating func periods(_ header: Header) throws(ZoneError) -> [ZonePeriod] {
        var records: [(offset: Int, nameStart: Int)] = []
        for _ in 0..<header.periods {
            let offset = Int(try signed(4))
            guard ZonePeriod.offsets.contains(offset) else { throw .invalid("offset too large") }
            guard try byte() <= 1 else { throw .invalid("daylight saving neither on nor off") }
            records.append((offset, Int(try byte())))
        }
        let names = Array(try take(header.nameBytes))
        var periods: [ZonePeriod] = []
        for record in records {
            guard record.nameStart < names.count,
                let end = names[record.nameStart...].firstIndex(of: 0)
            else { throw .invalid("abbreviation without an end") }
            let name = String(decoding: names[record.nameStart..<end], as: UTF8.self)
            periods.append(ZonePeriod(offset: record.offset, abbreviation: name))
        }
        return periods
    }

    /// The rule between two line feeds at the end; nil when they have nothing between them.
    private mutating func footer() throws(ZoneError) -> ZoneRule? {
        guard try byte() == UInt8(ascii: "\n") else { throw .invalid("no footer") }
        guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else {
            throw .truncated
        }
        let text = Array(bytes[position..<end])
        guard !text.isEmpty else { return nil }
        guard let rule = ZoneRule(posix: text) else {
            throw .invalidFooter(String(decoding: text, as: UTF8.self))
        }
        return rule
    }

    private mutating func take(_ count: Int) throws(ZoneError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - position else { throw .truncated }
        defer { position += count }
        return bytes[position..<position + count]
    }

    private mutating func byte() throws(ZoneError) -> UInt8 {
        guard position < bytes.count else { throw .truncated }
        defer { position += 1 }
        return bytes[position]
    }

    /// A big-endian number in two's complement of 4 or 8 bytes.
    private mutating func signed(_ size: Int) throws(ZoneError) -> Int64 {
        let raw = try take(size).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return size == 4 ? Int64(Int32(truncatingIfNeeded: raw)) : Int64(bitPattern: raw)
    }

    private mutating func count() throws(ZoneError) -> Int {
        Int(try take(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    }
}
