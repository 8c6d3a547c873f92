import UpkeepSource

/// Text of a form that machines read: a URL, a host name, an id.
package struct PatternField: ScalarFieldType {
    /// What it is called, in words: `web address`.
    let name: String
    let length: ClosedRange<Int>
    /// For JSON Schema; `problem` may refuse more.
    let pattern: String
    /// Why a text is not of the form; nil when it is.
    package let problem: @Sendable (String) -> String?

    package init(
        _ name: String,
        length: ClosedRange<Int>,
        pattern: String,
        problem: @escaping @Sendable (String) -> String?
    ) {
        self.name = name
        self.length = length
        self.pattern = pattern
        self.problem = problem
    }

    package var placeholder: String { "" }

    package var shape: FieldShape { .text(length: length, pattern: pattern, name: name) }

    package func read(scalar node: Node, _ context: inout ReadingContext) -> String? {
        let text = node.text
        let count = text.unicodeScalars.count
        guard length.contains(count) else {
            context.report(.wrongLength(count, allowed: length, at: node))
            return nil
        }
        if let reason = problem(text) {
            context.report(.malformed(text, name, because: reason, at: node))
            return nil
        }
        return text
    }
}

extension FieldType where Self == PatternField {
    /// An absolute `http` or `https` URL without credentials.
    package static var webAddress: PatternField { .webAddressField }

    /// A DNS name.
    package static var hostName: PatternField { .hostNameField }
}

extension PatternField {
    fileprivate static let webAddressField = PatternField(
        "web address",
        length: 8...2_048,
        pattern: #"^https?://[^\s/@?#]+(:[0-9]+)?([/?#]\S*)?$"#,
        problem: WebAddress.problem
    )

    fileprivate static let hostNameField = PatternField(
        "host name",
        length: 1...253,
        pattern:
            #"^[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*\.?$"#,
        problem: HostName.problem
    )
}
