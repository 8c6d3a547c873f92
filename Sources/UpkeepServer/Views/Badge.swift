/// A picture of a status, in the form that badges have everywhere: a label and a message, 20 pixels high.
struct Badge: Sendable {
    enum Style: String, CaseIterable, Sendable {
        case flat
        case flatSquare = "flat-square"
    }

    var label = "status"
    var style = Style.flat
    let message: String
    let colour: String

    /// Nil for a page that does not exist.
    init(_ status: ComponentStatus?) {
        (message, colour) =
            switch status {
            case .operational: ("Operational", "#15803d")
            case .degradedPerformance: ("Degraded", "#a16207")
            case .partialOutage: ("Partial Outage", "#c2410c")
            case .majorOutage: ("Down", "#b91c1c")
            case .underMaintenance: ("Maintenance", "#1d4ed8")
            case nil: ("Unknown", "#57534e")
            }
    }

    var svg: String {
        let label = Markup.escaped(label)
        let (left, right) = (Self.width(of: self.label), Self.width(of: message))
        let font = "Verdana,Geneva,DejaVu Sans,sans-serif"
        let radius = style == .flat ? 3 : 0
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(left + right)" height="20" role="img" \
            aria-label="\(label): \(message)"><title>\(label): \(message)</title>\
            <clipPath id="r"><rect width="\(left + right)" height="20" rx="\(radius)"/></clipPath>\
            <g clip-path="url(#r)"><rect width="\(left)" height="20" fill="#44403c"/>\
            <rect x="\(left)" width="\(right)" height="20" fill="\(colour)"/></g>\
            <g fill="#fff" text-anchor="middle" font-family="\(font)" font-size="11">\
            <text x="\(left / 2)" y="14" textLength="\(left - 10)">\(label)</text>\
            <text x="\(left + right / 2)" y="14" textLength="\(right - 10)">\(message)</text></g></svg>

            """
    }

    /// The width of a text with a margin of 5 pixels on either side.
    ///
    /// Words of a badge are short, and `textLength` makes
    /// them fit whatever font there is. What is not ASCII is twice as wide often enough.
    private static func width(of text: String) -> Int {
        text.reduce(10) { $0 + ($1.isASCII ? 7 : 12) }
    }

    /// What shields.io makes a badge of (its endpoint badge, schema version 1).
    var shield: JSON {
        .object([
            "schemaVersion": 1,
            "label": .text(label),
            "message": .text(message),
            "color": .text(colour),
            "cacheSeconds": 300,
        ])
    }

    static let shieldSchema = Schema.object(
        "Shield",
        [
            .init("schemaVersion", .integer), .init("label", .text), .init("message", .text),
            .init("color", .text, about: "Of the message, as #15803d."),
            .init("cacheSeconds", .integer),
        ]
    )
}
