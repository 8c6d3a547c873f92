/// A part of a file's head: the file's key, wrapped for one recipient.
struct AgeStanza: Hashable {
    /// The type and what it needs to know.
    let arguments: [String]
    let body: [UInt8]

    private static let columns = 64

    /// The argument at an index as 32 bytes; nil when it is not that.
    func share(at index: Int) -> [UInt8]? {
        Base64.decode(arguments[index].utf8).flatMap { $0.count == 32 ? $0 : nil }
    }

    var encoded: [UInt8] {
        var text = Array("-> \(arguments.joined(separator: " "))\n".utf8)
        let base64 = Base64.encode(body)
        // The last line is always shorter than the others, if need be empty.
        for start in stride(from: 0, through: base64.count, by: Self.columns) {
            text += base64[start..<min(start + Self.columns, base64.count)]
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }

    /// Reads a stanza; the first line has been read.
    init(firstLine line: [UInt8], _ lines: inout AgeLines) throws(AgeError) {
        let words = line.dropFirst(3).split(
            separator: UInt8(ascii: " "),
            omittingEmptySubsequences: false
        )
        guard !words.isEmpty,
            words.allSatisfy({ word in
                !word.isEmpty && word.allSatisfy { (0x21...0x7E).contains($0) }
            })
        else { throw .header("a stanza has an argument that is empty or not printable") }
        arguments = words.map { String(decoding: $0, as: UTF8.self) }
        var base64: [UInt8] = []
        while true {
            guard let next = lines.next() else { throw .header("a stanza is cut off") }
            guard next.count <= Self.columns else { throw .header("a line is too long") }
            base64 += next
            if next.count < Self.columns { break }
        }
        guard let body = Base64.decode(base64) else {
            throw .header("the body of a stanza is not canonical Base64")
        }
        self.body = body
    }

    init(arguments: [String], body: [UInt8]) {
        self.arguments = arguments
        self.body = body
    }
}

/// The lines of a head, each ended by a line feed.
struct AgeLines {
    let bytes: [UInt8]
    /// Where the next line begins.
    private(set) var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> [UInt8]? {
        guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { position = end + 1 }
        return Array(bytes[position..<end])
    }
}
