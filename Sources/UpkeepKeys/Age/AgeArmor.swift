/// A file as text (C2SP age specification, "ASCII armor"; a strict form of RFC 7468).
enum AgeArmor {
    private static let begin = "-----BEGIN AGE ENCRYPTED FILE-----"
    private static let end = "-----END AGE ENCRYPTED FILE-----"
    private static let columns = 64

    static func encode(_ file: [UInt8]) -> String {
        let base64 = Base64.encode(file, isPadded: true)
        let lines = stride(from: 0, to: base64.count, by: columns).map {
            String(decoding: base64[$0..<min($0 + columns, base64.count)], as: UTF8.self)
        }
        return ([begin] + lines + [end]).joined(separator: "\n") + "\n"
    }

    /// Whether text begins as armor does.
    static func isArmor(_ bytes: [UInt8]) -> Bool {
        bytes.drop(while: isSpace).starts(with: Array("-----BEGIN".utf8))
    }

    /// The file inside.
    ///
    /// White space may stand around the armor, but not in it.
    static func decode(_ bytes: [UInt8]) throws(AgeError) -> [UInt8] {
        var text = Array(bytes.drop(while: isSpace))
        while let last = text.last, isSpace(last) { text.removeLast() }
        var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map
        {
            $0.last == UInt8(ascii: "\r") ? Array($0.dropLast()) : Array($0)
        }
        guard lines.count >= 2, lines.removeFirst() == Array(begin.utf8),
            lines.removeLast() == Array(end.utf8)
        else { throw .armor("the armor does not begin and end as it has to") }
        for (index, line) in lines.enumerated() {
            let isLast = index == lines.count - 1
            guard line.count == columns || isLast && (1..<columns).contains(line.count) else {
                throw .armor("line \(index + 2) of the armor has the wrong length")
            }
            // Padding can only stand at the very end.
            if !isLast, line.contains(UInt8(ascii: "=")) { throw .armor("there is padding inside") }
        }
        guard let file = Base64.decode(lines.joined(), isPadded: true) else {
            throw .armor("it is not canonical Base64")
        }
        return file
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}
