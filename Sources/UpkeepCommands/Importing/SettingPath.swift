import UpkeepSource

/// The way to a value: `endpoints[2].client.timeout`.
struct SettingPath {
    enum Step {
        case key(Node)
        case index(Int)
    }

    var steps: [Step] = []

    /// The path in words.
    var text: String { text { "[\($0)]" } }

    /// The path without the places in lists, which is the same for values of the same meaning.
    var pattern: String { text { _ in "[]" } }

    private func text(index: (Int) -> String) -> String {
        var text = ""
        for step in steps {
            switch step {
            case .index(let place): text += index(place)
            case .key(let key):
                let name = key.text
                if !name.isEmpty, name.utf8.allSatisfy(\.isPathByte) {
                    text += text.isEmpty ? name : ".\(name)"
                } else {
                    text += "[\"\(String(name.prefix(Self.nameLength)).printable)\"]"
                }
            }
        }
        return text
    }

    /// How many characters of a key are shown that is none of a programmer's.
    private static let nameLength = 60
}

extension UInt8 {
    /// Whether it can stand in a path without quotes.
    fileprivate var isPathByte: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
        }
    }
}
