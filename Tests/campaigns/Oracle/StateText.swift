import FoundationEssentials

/// A state file as somebody sees it who knows only what it promises to readers: one JSON document, one resource a line.
struct StateText {
    private struct Header: Decodable {
        let serial: Int
        let lineage: String
        let digest: String
    }

    let serial: Int
    let lineage: String
    /// What the manifests say, a resource each; what upkeep adds to it is random or a time.
    let declared: [[UInt8]]

    /// Nil for what is no whole state.
    init?(_ bytes: [UInt8]) {
        guard let header = try? JSONDecoder().decode(Header.self, from: Data(bytes)) else {
            return nil
        }
        serial = header.serial
        lineage = header.lineage
        let start = Array(#"{"declared":"#.utf8)
        declared = bytes.split(separator: UInt8(ascii: "\n")).filter { $0.starts(with: start) }
            .map { Self.object($0.dropFirst(start.count)) }
    }

    /// The JSON object that the bytes begin with.
    private static func object(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var depth = 0
        var isText = false
        var isEscaped = false
        for (index, byte) in zip(bytes.indices, bytes) {
            if isEscaped {
                isEscaped = false
            } else if isText {
                isEscaped = byte == UInt8(ascii: "\\")
                isText = byte != UInt8(ascii: "\"")
            } else {
                switch byte {
                case UInt8(ascii: "\""): isText = true
                case UInt8(ascii: "{"): depth += 1
                case UInt8(ascii: "}"): depth -= 1
                default: break
                }
                if depth == 0 { return Array(bytes[...index]) }
            }
        }
        return Array(bytes)
    }
}
