/// The form of a DNS name (RFC 1123; underscores, which service records need, are allowed).
enum HostName {
    /// In bytes (RFC 1035, section 2.3.4).
    private static let labelLength = 63

    @Sendable static func problem(_ text: String) -> String? { problem(Array(text.utf8)[...]) }

    static func problem(_ name: ArraySlice<UInt8>) -> String? {
        var label = name.startIndex
        for position in name.startIndex...name.endIndex {
            let isEnd = position == name.endIndex
            guard isEnd || name[position] == UInt8(ascii: ".") else { continue }
            // One dot at the end stands for the root.
            if isEnd, label == position, label > name.startIndex { return nil }
            if let problem = problem(ofLabel: name[label..<position]) { return problem }
            label = position + 1
        }
        return nil
    }

    private static func problem(ofLabel label: ArraySlice<UInt8>) -> String? {
        guard let first = label.first, let last = label.last else {
            return "a part between dots is empty"
        }
        if label.count > labelLength { return "a part is longer than 63 characters" }
        if first == UInt8(ascii: "-") || last == UInt8(ascii: "-") {
            return "a part begins or ends with a hyphen"
        }
        return label.allSatisfy(isAllowed)
            ? nil : "only letters, digits, hyphens and dots make a name"
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
