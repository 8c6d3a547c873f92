import Mustache

/// What a template is filled with.
///
/// A template gets markup, which is not escaped again, only under names that end in `HTML`, and nothing else under those: a
/// tag too many in a template cannot let text through as it is.
struct PageData: MustacheParent, Sendable {
    enum Value: Sendable {
        case text(String)
        case markup(Markup)
        case flag(Bool)
        case data(PageData)
        case list([PageData])
    }

    private var values: [String: Value]

    init(_ values: [String: Value]) {
        self.values = values
    }

    subscript(name: String) -> Value? {
        get { values[name] }
        set { values[name] = newValue }
    }

    func merging(_ other: PageData) -> PageData {
        PageData(values.merging(other.values) { _, new in new })
    }

    func child(named name: String) -> Any? {
        guard let value = values[name] else { return nil }
        let isMarkup = name.hasSuffix("HTML")
        switch value {
        case .markup(let markup): return isMarkup ? markup.html : nil
        case _ where isMarkup: return nil
        case .text(let text): return text
        case .flag(let flag): return flag
        case .data(let data): return data
        case .list(let list): return list
        }
    }
}

extension PageData: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral elements: (String, Value)...) {
        values = Dictionary(elements) { _, last in last }
    }
}

extension PageData.Value: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    init(stringLiteral value: String) { self = .text(value) }
}

extension PageData.Value: ExpressibleByBooleanLiteral {
    init(booleanLiteral value: Bool) { self = .flag(value) }
}

extension PageData.Value {
    /// A text, or nothing: a section of its name is left out then.
    static func optional(_ text: String?) -> PageData.Value {
        text.map { .text($0) } ?? .flag(false)
    }

    /// Data, or nothing.
    static func optional(_ data: PageData?) -> PageData.Value {
        data.map { .data($0) } ?? .flag(false)
    }
}
