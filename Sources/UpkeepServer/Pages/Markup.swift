/// A piece of a document that may stand in it as it is: text is escaped on its way in, tags come from the server itself.
struct Markup: Hashable, Sendable {
    private(set) var html = ""

    init() {}

    /// Text, escaped.
    init(text: some StringProtocol) {
        append(text: text)
    }

    /// What a template has made, which escapes whatever it is filled with.
    init(rendered html: String) {
        self.html = html
    }

    mutating func append(text: some StringProtocol) {
        html += Self.escaped(text)
    }

    /// Adds tags as they are; only ever of the server's own making.
    mutating func append(tags: StaticString) {
        html += tags.description
    }

    mutating func append(_ other: Markup) { html += other.html }

    var isEmpty: Bool { html.isEmpty }

    /// Text as it may stand in elements and in quoted attributes, in HTML and in XML.
    ///
    /// Scalars, not characters: a mark that combines with a quotation mark would hide it.
    static func escaped(_ text: some StringProtocol) -> String {
        let special = "&<>\"'".utf8
        guard text.utf8.contains(where: special.contains) else { return String(text) }
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
