import UpkeepEngine

/// A list that is given out in parts.
///
/// A cursor says behind which element the next part begins; it stays right when elements are added or removed meanwhile.
struct Listing: Sendable {
    /// A part of a list.
    struct Part: Sendable {
        let elements: [JSON]
        /// Nil at the end of the list.
        let cursor: String?
    }

    static func schema(of element: Schema) -> Schema {
        .record([
            SchemaMember("data", .list(element)), SchemaMember("meta", metaSchema),
        ])
    }

    static let metaSchema = Schema.object(
        "ListMeta",
        [
            SchemaMember("count", .integer, about: "How many elements this answer has."),
            SchemaMember(
                "next_cursor",
                .text,
                isRequired: false,
                about: "The `cursor` of the next part; absent when there is none."
            ),
        ]
    )

    static func json(_ part: Part) -> JSON {
        .object(["data": .list(part.elements), "meta": meta(part)])
    }

    static func meta(_ part: Part) -> JSON {
        .object([
            "count": .integer(part.elements.count),
            "next_cursor": part.cursor.map { .text($0) },
        ])
    }
}

/// One thing as an answer.
enum Single {
    static func schema(of element: Schema) -> Schema {
        .record([
            SchemaMember("data", element),
            SchemaMember("meta", .object("Meta", [])),
        ])
    }

    static func json(_ data: JSON) -> JSON { .object(["data": data, "meta": .object([])]) }
}

/// Where a part of a list begins: numbers by which the list is sorted.
struct Cursor: Comparable, Sendable {
    let first: Int
    let second: Int

    init(_ first: Int, _ second: Int = 0) {
        self.first = first
        self.second = second
    }

    var text: String { "\(first)-\(second)" }

    static func < (lhs: Cursor, rhs: Cursor) -> Bool {
        (lhs.first, lhs.second) < (rhs.first, rhs.second)
    }

    static let parameter = Parameter<Cursor?>(
        name: "cursor",
        about: "`meta.next_cursor` of the part before.",
        schema: .pattern("^[0-9]{1,15}-[0-9]{1,15}$"),
        standard: nil,
        requirement: "has to be the next_cursor of an earlier answer",
        isRequired: false
    ) { text in
        guard let text else { return .some(nil) }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part -> Int? in
            guard (1...15).contains(part.utf8.count),
                part.utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            return Int(part)
        }
        guard parts.count == 2, numbers.count == 2 else { return nil }
        return .some(Cursor(numbers[0], numbers[1]))
    }
}

extension Collection {
    /// The first elements as a part of a list, and where the next part begins.
    ///
    /// The collection begins where the part does; it is only gone through as far as needed.
    func part(
        upTo limit: Int,
        cursor: (Element) -> Cursor,
        json: (Element) -> JSON
    ) -> Listing.Part {
        var elements: [JSON] = []
        var last: Cursor?
        for element in self {
            if elements.count == limit {
                return Listing.Part(elements: elements, cursor: last?.text)
            }
            elements.append(json(element))
            last = cursor(element)
        }
        return Listing.Part(elements: elements, cursor: nil)
    }
}

/// Parameters that several routes have.
enum Parameters {
    static let page = Parameter<String?>.uuid("status_page_id", "Only those of this status page.")

    static func limit(_ most: Int, default standard: Int) -> Parameter<Int> {
        .integer("limit", 1...most, default: standard, "How many there are in an answer at most.")
    }

    static let period = Parameter<NamedPeriod>.choice(
        "period",
        [
            "7d": NamedPeriod("7d", .days(7)), "30d": NamedPeriod("30d", .days(30)),
            "90d": NamedPeriod("90d", .days(90)), "365d": NamedPeriod("365d", .days(365)),
        ],
        default: "30d",
        "How far back: so many days in UTC, today among them."
    )
}

/// A period and what the caller calls it.
struct NamedPeriod: Sendable {
    let name: String
    let period: Period

    init(_ name: String, _ period: Period) {
        self.name = name
        self.period = period
    }
}

extension Call {
    /// The page that `status_page_id` names; nil where it names none.
    func chosenPage() throws(Refusal) -> SitePage? {
        guard let uuid = try value(Parameters.page) else { return nil }
        guard let page = site.page(uuid: uuid) else { throw .notFound("status page") }
        return page
    }

    /// The public number that stands in the path; nil where something else does.
    var number: Int? {
        guard let text = variables.last, let number = Int(text), String(number) == text else {
            return nil
        }
        return number
    }
}
