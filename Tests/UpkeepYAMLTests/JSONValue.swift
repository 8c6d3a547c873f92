import FoundationEssentials
import UpkeepSource

/// A value of the core schema, to compare what was read with what the suite says.
enum JSONValue: Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case list([JSONValue])
    case map([String: JSONValue])

    /// What a node means when plain scalars are resolved by YAML 1.2's core schema.
    init(_ node: Node) {
        self =
            switch node.shape {
            case .sequence: .list(node.elements.map { JSONValue($0) })
            case .mapping:
                .map(
                    Dictionary(
                        node.entries.map { ($0.key.text, JSONValue($0.value)) },
                        uniquingKeysWith: { first, _ in first }
                    )
                )
            case .scalar: node.isPlain ? JSONValue(plain: node.text) : .string(node.text)
            }
    }

    private init(plain text: String) {
        switch text {
        case "true", "True", "TRUE": self = .bool(true)
        case "false", "False", "FALSE": self = .bool(false)
        default:
            let digits = "+-.0123456789eE"
            if let number = Double(text), text.allSatisfy({ digits.contains($0) }) {
                self = .number(number)
            } else if text.hasPrefix("0x"), let number = Int(text.dropFirst(2), radix: 16) {
                self = .number(Double(number))
            } else if text.hasPrefix("0o"), let number = Int(text.dropFirst(2), radix: 8) {
                self = .number(Double(number))
            } else {
                self = .string(text)
            }
        }
    }

    /// The values of JSON texts that stand one after the other.
    static func all(in texts: String) throws -> [JSONValue] {
        var rest = Substring(texts).drop(while: \.isWhitespace)
        var values: [JSONValue] = []
        while !rest.isEmpty {
            let end = endOfValue(rest)
            let text = Array(rest[..<end].utf8)
            values.append(try JSONDecoder().decode(JSONValue.self, from: Data(text)))
            rest = rest[end...].drop(while: \.isWhitespace)
        }
        return values
    }

    private static func endOfValue(_ text: Substring) -> Substring.Index {
        var depth = 0
        var isQuoted = false
        var isEscaped = false
        for index in text.indices {
            let character = text[index]
            if isQuoted {
                if isEscaped {
                    isEscaped = false
                } else if character == "\\" {
                    isEscaped = true
                } else if character == "\"" {
                    isQuoted = false
                }
            } else if "[{".contains(character) {
                depth += 1
            } else if "]}".contains(character) {
                depth -= 1
            } else if character == "\"" {
                isQuoted = true
            } else if character.isWhitespace, depth == 0 {
                return index
            }
        }
        return text.endIndex
    }
}

extension JSONValue: Decodable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .list(value)
        } else {
            self = .map(try container.decode([String: JSONValue].self))
        }
    }
}
