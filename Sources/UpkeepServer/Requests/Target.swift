import UpkeepKeys

/// What a request asks for, taken apart (RFC 9112, section 3.2).
struct Target: Sendable {
    let path: String
    let host: String
    private let rawQuery: Substring
    /// The parameters; nil where they are badly encoded.
    let query: Query?

    /// `host` is the one of the Host field.
    init(_ text: String, host: String) throws(Refusal) {
        var host = host
        var rest = Substring(text)
        if !rest.hasPrefix("/") {
            // The form for proxies is understood by every server (section 3.2.2), and its host is the one that counts.
            guard rest.hasPrefix("http://") || rest.hasPrefix("https://"),
                let name = Authority.host(ofURL: text)
            else { throw .unknownPath }
            host = name
            rest = rest.dropFirst(8).drop { !"/?".contains($0) }
        }
        let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?"))
        path = String(rest[..<(mark ?? rest.endIndex)])
        rawQuery = mark.map { rest[rest.index(after: $0)...] } ?? ""
        query = Query(rawQuery)
        self.host = host
    }

    /// Whether an API key stands in the query, also one that is not whole.
    var holdsKey: Bool {
        if rawQuery.contains(KeyFormat.prefix) { return true }
        return query?.parameters.contains {
            $0.value.contains(KeyFormat.prefix) || $0.name.contains(KeyFormat.prefix)
        } ?? false
    }
}
