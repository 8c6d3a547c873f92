import UpkeepSource

/// One of a few words.
package protocol Choice: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// What the word means, in one clause.
    var help: String { get }

    /// Other spellings that are accepted.
    static var spellings: [String: Self] { get }
}

extension Choice {
    package static var spellings: [String: Self] { [:] }
}

package struct ChoiceField<Output: Choice>: ScalarFieldType {
    package var shape: FieldShape {
        .choice(Output.allCases.map { FieldChoice($0.rawValue, $0.help) })
    }

    package var placeholder: Output {
        guard let first = Output.allCases.first else { preconditionFailure("a choice has words") }
        return first
    }

    package func write(_ output: Output, to canonical: inout JSONWriter) {
        canonical.write(output.rawValue)
    }

    package func read(scalar node: Node, _ context: inout ReadingContext) -> Output? {
        for choice in Output.allCases where node.hasText(choice.rawValue) { return choice }
        if let choice = Output.spellings[node.text] { return choice }
        context.report(.unknownChoice(node, Output.allCases.map(\.rawValue)))
        return nil
    }
}

extension FieldType {
    /// One of a few words.
    package static func choice<Words: Choice>(_ words: Words.Type) -> Self
    where Self == ChoiceField<Words> {
        ChoiceField()
    }
}

package struct BooleanField: ScalarFieldType {
    package var shape: FieldShape { .boolean }
    package var placeholder: Bool { false }

    package func write(_ output: Bool, to canonical: inout JSONWriter) { canonical.write(output) }

    package func read(scalar node: Node, _ context: inout ReadingContext) -> Bool? {
        if node.isPlain, node.hasText("true") { return true }
        if node.isPlain, node.hasText("false") { return false }
        context.report(.notBoolean(node))
        return nil
    }
}

extension FieldType where Self == BooleanField {
    /// `true` or `false`, and no other spelling.
    package static var boolean: BooleanField { BooleanField() }
}

package struct IntegerField: ScalarFieldType {
    let allowed: ClosedRange<Int>

    package var shape: FieldShape { .integer(allowed) }
    package var placeholder: Int { allowed.lowerBound }

    package func write(_ output: Int, to canonical: inout JSONWriter) { canonical.write(output) }

    package func read(scalar node: Node, _ context: inout ReadingContext) -> Int? {
        let text = node.text
        guard node.isPlain, let integer = Int(text), String(integer) == text,
            allowed.contains(integer)
        else {
            context.report(.notInteger(node, allowed: allowed))
            return nil
        }
        return integer
    }
}

extension FieldType where Self == IntegerField {
    /// A whole number in decimal digits.
    package static func integer(_ allowed: ClosedRange<Int>) -> IntegerField {
        IntegerField(allowed: allowed)
    }
}
