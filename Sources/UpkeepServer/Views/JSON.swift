import UpkeepEngine

/// A value of JSON as answers have it: unlike the engine's values it knows null and decimals, and keeps the order of its
/// members.
indirect enum JSON: Hashable, Sendable {
    case null
    case text(String)
    case integer(Int)
    /// Ten-thousandths.
    case decimal(Int)
    case boolean(Bool)
    case list([JSON])
    case object([Member])

    struct Member: Hashable, Sendable {
        let name: String
        let value: JSON

        init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    /// An object; members without a value are left out.
    static func object(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        .object(members.compactMap { name, value in value.map { Member(name, $0) } })
    }

    static func time(_ moment: Instant) -> JSON { .text(moment.description) }
    static func time(_ moment: Instant?) -> JSON { moment.map { .text($0.description) } ?? .null }

    static func text(_ text: String?) -> JSON { text.map { .text($0) } ?? .null }
    static func integer(_ integer: Int?) -> JSON { integer.map { .integer($0) } ?? .null }

    init(_ value: Value) {
        switch value {
        case .text(let text): self = .text(text)
        case .integer(let integer): self = .integer(integer)
        case .boolean(let boolean): self = .boolean(boolean)
        case .list(let elements): self = .list(elements.map(JSON.init))
        case .entries(let entries):
            self = .object(entries.map { Member($0.key, JSON($0.value)) })
        }
    }

    /// How much a part is of a whole, in percent; rounded, but never up to 100.
    ///
    /// All of nothing is 100.
    static func percentage(of part: Int, in whole: Int) -> JSON {
        guard whole > 0, part < whole else { return .decimal(1_000_000) }
        let (floor, rest) = whole.dividingFullWidth(part.multipliedFullWidth(by: 1_000_000))
        let exact = rest >= whole - rest ? floor + 1 : floor
        return .decimal(min(exact, 999_999))
    }

    /// The value on one line.
    var bytes: [UInt8] {
        var writer = JSONWriter(expectedBytes: 512)
        write(to: &writer)
        return writer.bytes
    }

    private func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.write(raw: "null")
        case .text(let text): writer.write(text)
        case .integer(let integer): writer.write(integer)
        case .decimal(let tenThousandths): writer.write(raw: Self.digits(of: tenThousandths))
        case .boolean(let boolean): writer.write(boolean)
        case .list(let elements):
            writer.write(raw: "[")
            for (index, element) in elements.enumerated() {
                if index > 0 { writer.write(raw: ",") }
                element.write(to: &writer)
            }
            writer.write(raw: "]")
        case .object(let members):
            writer.write(raw: "{")
            for (index, member) in members.enumerated() {
                if index > 0 { writer.write(raw: ",") }
                writer.write(member.name)
                writer.write(raw: ":")
                member.value.write(to: &writer)
            }
            writer.write(raw: "}")
        }
    }

    /// The shortest form: `99.95`, `100`.
    private static func digits(of tenThousandths: Int) -> String {
        let (whole, rest) = tenThousandths.quotientAndRemainder(dividingBy: 10_000)
        if rest == 0 { return String(whole) }
        var fraction = String(rest)
        fraction = String(repeating: "0", count: 4 - fraction.count) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(whole).\(fraction)"
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral
{
    init(stringLiteral value: String) { self = .text(value) }
    init(booleanLiteral value: Bool) { self = .boolean(value) }
    init(integerLiteral value: Int) { self = .integer(value) }
}
