import Glibc
import UpkeepEngine

/// The bytes of a state file, taken apart at the lines of its resources.
///
/// No text in JSON holds a line break, so that the marks between the parts stand nowhere else.
struct StateParts {
    let frame: StateFrame
    /// The lines of the resources, the line breaks around them included.
    let resources: ArraySlice<UInt8>

    private static let headMark = Array("\n\"resources\":[".utf8)
    private static let tailMark = Array("],\n\"serial\":".utf8)

    init(_ bytes: [UInt8]) {
        // The head is as long as the names of the manifests are, the tail is short: both are looked for from their side.
        let start = bytes.position(of: Self.headMark, from: 0).map { $0 + Self.headMark.count }
        let end = start.flatMap { bytes.lastPosition(of: Self.tailMark, from: $0) }
        resources = bytes[(start ?? bytes.count)..<(end ?? bytes.count)]
        frame = StateFrame(
            head: Array(bytes[..<(start ?? bytes.count)]),
            tail: Array(bytes[(end ?? bytes.count)...]),
            gap: resources.count
        )
    }

    /// The resources, one from each line; nil when a line is none.
    func storedResources() -> [StoredResource]? {
        guard !resources.isEmpty else { return [] }
        guard resources.first == Self.newline, resources.last == Self.newline else { return nil }
        let lines = resources.dropFirst().lines
        if lines.isEmpty { return nil }
        let chunks = stride(from: 0, to: lines.count, by: Self.chunk).map {
            lines[$0..<min($0 + Self.chunk, lines.count)]
        }
        var stored: [StoredResource] = []
        stored.reserveCapacity(lines.count)
        for chunk in Parallel.map(chunks, { Self.storedResources($0, of: lines.count) }) {
            guard let chunk else { return nil }
            stored += chunk
        }
        return stored
    }

    /// So many lines are decoded in one go: a few milliseconds' work.
    private static let chunk = 10_000

    /// All lines but the last of the state end with a comma.
    private static func storedResources(
        _ lines: ArraySlice<ArraySlice<UInt8>>,
        of count: Int
    ) -> [StoredResource]? {
        var stored: [StoredResource] = []
        stored.reserveCapacity(lines.count)
        for (index, line) in zip(lines.indices, lines) {
            let isLast = index == count - 1
            guard isLast || line.last == UInt8(ascii: ","),
                let resource = StoredResource(line: isLast ? line : line.dropLast())
            else { return nil }
            stored.append(resource)
        }
        return stored
    }

    private static let newline = UInt8(ascii: "\n")
}

extension ArraySlice<UInt8> {
    /// The lines, each without its line break.
    ///
    /// - Precondition: the last one has a line break, too.
    fileprivate var lines: [ArraySlice<UInt8>] {
        var ends: [Int] = []
        unsafe withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            var position = 0
            while position < bytes.count,
                let end = unsafe memchr(
                    base + position,
                    CInt(UInt8(ascii: "\n")),
                    bytes.count - position
                )
            {
                let offset = unsafe base.distance(to: UnsafeRawPointer(end))
                ends.append(startIndex + offset)
                position = offset + 1
            }
        }
        var start = startIndex
        return ends.map { end in
            defer { start = end + 1 }
            return self[start..<end]
        }
    }
}

extension [UInt8] {
    /// Where a text stands first from an offset on.
    func position(of text: [UInt8], from start: Int) -> Int? {
        var position = start
        while let next = self[position...].firstIndex(of: text[0]) {
            if self[next...].starts(with: text) { return next }
            position = next + 1
        }
        return nil
    }

    /// Where a text stands last behind an offset.
    func lastPosition(of text: [UInt8], from start: Int) -> Int? {
        var end = count
        while let next = self[start..<end].lastIndex(of: text[0]) {
            if self[next...].starts(with: text) { return next }
            end = next
        }
        return nil
    }
}
