import Crypto
import Glibc
import UpkeepEngine

/// A state file read a piece at a time beside the resources of a state that is known: those whose lines are the same are taken over.
///
/// So a commit that changes little costs its reader little more than the digest, and its memory nothing: while a state is being
/// replaced, requests wait for that.
struct StateRenewal {
    let frame: StateFrame
    /// The digest over the lines of the resources.
    let digest: String
    let resources: [StoredResource]
    /// How many bytes of them are in lines that are not known.
    let newBytes: Int

    /// Reads a file from its beginning to its end, so many bytes at a time.
    ///
    /// Nil where it is not as every state with resources is, and where more bytes are new than the limit.
    init?(
        of known: [StoredResource],
        from file: borrowing FileDescriptor,
        newBytesLimit: Int,
        piece size: Int
    ) {
        var lines = Lines(known)
        // What has no line break yet, and then a piece.
        var buffer: [UInt8] = []
        var offset = 0
        while offset <= StateCoding.sizeLimit, lines.newBytes <= newBytesLimit {
            guard let piece = try? file.read(from: offset, count: size) else { return nil }
            if piece.isEmpty { break }
            offset += piece.count
            let searched = buffer.count
            buffer += piece
            guard let used = lines.take(buffer, searched: searched) else { return nil }
            buffer.removeFirst(used)
        }
        guard lines.newBytes <= newBytesLimit else { return nil }
        guard offset <= StateCoding.sizeLimit, buffer.isEmpty, lines.areComplete else { return nil }
        frame = StateFrame(head: lines.head, tail: lines.tail, gap: lines.count)
        digest = Digest.hexadecimal(lines.hash.finalize())
        resources = lines.resources
        newBytes = lines.newBytes
    }
}

/// The lines of a state file as they come.
private struct Lines {
    private enum Part {
        case head, resources, tail
    }

    private(set) var head: [UInt8] = []
    private(set) var tail: [UInt8] = []
    private(set) var hash = SHA256()
    /// How many bytes the lines of the resources have, the line breaks around them included.
    private(set) var count = 0
    private(set) var resources: [StoredResource] = []
    private(set) var newBytes = 0

    private let known: [StoredResource]
    /// The first of the known resources that may still come.
    private var next = 0
    private var part = Part.head
    /// Whether another resource has to follow: all lines but the last end with a comma.
    private var isOpen = true

    private static let headMark = Array("\"resources\":[".utf8)
    private static let tailMark = Array("],".utf8)
    private static let newline = UInt8(ascii: "\n")

    init(_ known: [StoredResource]) {
        self.known = known
        resources.reserveCapacity(known.count)
    }

    var areComplete: Bool { part == .tail }

    /// Takes all whole lines, and yields how many bytes they have; nil where one stands where it cannot.
    ///
    /// Up to `searched` there is no line break.
    mutating func take(_ buffer: [UInt8], searched: Int) -> Int? {
        var start = 0
        // What has not gone into the digest yet begins here.
        var pending = part == .resources ? 0 : buffer.count
        while let end = buffer.position(of: Self.newline, from: max(start, searched)) {
            let line = buffer[start..<end]
            switch part {
            case .head:
                head += line
                if line == Self.headMark[...] {
                    part = .resources
                    pending = end
                } else {
                    head.append(Self.newline)
                }
            case .resources where line.starts(with: Self.tailMark):
                if isOpen { return nil }
                note(buffer[pending..<start])
                pending = buffer.count
                part = .tail
                tail += buffer[start...end]
            case .resources: guard take(line) else { return nil }
            case .tail: tail += buffer[start...end]
            }
            start = end + 1
        }
        if pending < start { note(buffer[pending..<start]) }
        return start
    }

    private mutating func note(_ bytes: ArraySlice<UInt8>) {
        unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
        count += bytes.count
    }

    /// Takes the line of a resource.
    private mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
        guard isOpen else { return false }
        isOpen = line.last == UInt8(ascii: ",")
        let json = isOpen ? line.dropLast() : line
        if next < known.count, known[next].json.isSame(as: json) {
            resources.append(known[next])
            next += 1
            return true
        }
        // With memory of its own, so that it does not keep that of all others.
        guard let resource = StoredResource(line: Array(json)[...]) else { return false }
        resources.append(resource)
        newBytes += json.count
        while next < known.count, known[next].id <= resource.id { next += 1 }
        return true
    }
}

extension ArraySlice<UInt8> {
    fileprivate func isSame(as other: ArraySlice<UInt8>) -> Bool {
        guard count == other.count else { return false }
        return unsafe withUnsafeBytes { own in
            unsafe other.withUnsafeBytes { other in
                guard let first = own.baseAddress, let second = other.baseAddress else {
                    return true
                }
                return unsafe memcmp(first, second, own.count) == 0
            }
        }
    }
}

extension [UInt8] {
    /// Where a byte stands first from an offset on.
    fileprivate func position(of byte: UInt8, from start: Int) -> Int? {
        unsafe withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, start < bytes.count,
                let found = unsafe memchr(base + start, CInt(byte), bytes.count - start)
            else { return nil }
            return unsafe base.distance(to: UnsafeRawPointer(found))
        }
    }
}
