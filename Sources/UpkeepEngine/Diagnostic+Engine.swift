import UpkeepSource

// All wording of the engine: what can be wrong with a manifest, and why a plan is refused.

extension DiagnosticCode {
    static let unknownSection = DiagnosticCode(
        "unknown-section",
        "A manifest is a map of sections, one for each kind, and `defaults`. Anything else is taken for a slip of the "
            + "pen. Fields that begin with `x-` are ignored, for notes and anchors of your own."
    )
    static let notManifest = DiagnosticCode(
        "not-manifest",
        "A document of a manifest file has to be a map of sections, such as `monitors:` or `status_pages:`."
    )
    static let unknownField = DiagnosticCode(
        "unknown-field",
        "The kind has no field of this name. Unknown fields are refused, because a misspelt one would silently do "
            + "nothing. Fields that begin with `x-` are ignored."
    )
    package static let missingField = DiagnosticCode(
        "missing-field",
        "The field has no default, so it has to be written, in the resource or in the file's `defaults`."
    )
    static let wrongShape = DiagnosticCode(
        "wrong-shape",
        "The field takes another shape of value: a single value, a list or a map."
    )
    static let wrongLength = DiagnosticCode(
        "wrong-length",
        "The text is too short or too long. Lengths count Unicode code points."
    )
    static let wrongCount = DiagnosticCode(
        "wrong-count",
        "The list or map has too few or too many elements."
    )
    package static let invalidValue = DiagnosticCode(
        "invalid-value",
        "The value is not of the form that the field takes. Upkeep never guesses: durations carry a unit, booleans are "
            + "`true` and `false`, times are RFC 3339."
    )
    static let invalidID = DiagnosticCode(
        "invalid-id",
        "An id is a DNS label (RFC 1123): 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both "
            + "ends. The text that people read is `name` or `title`."
    )
    static let controlCharacter = DiagnosticCode(
        "control-character",
        "Texts are shown on pages, in terminals and in logs. Control characters, and characters that turn the direction "
            + "of what follows, would show something else than what was reviewed."
    )
    static let repeatedElement = DiagnosticCode(
        "repeated-element",
        "The order of a set means nothing and it holds nothing twice; a second copy is a slip of the pen."
    )
    static let duplicateResource = DiagnosticCode(
        "duplicate-resource",
        "A resource is declared once in the whole tree. Nothing overrides anything silently."
    )
    static let unknownReference = DiagnosticCode(
        "unknown-reference",
        "The field names a resource, or a part of one, that no manifest declares."
    )
    static let previousID = DiagnosticCode(
        "previous-id",
        "`previously` says which resource this one was before. A former id cannot be in use at the same time, and two "
            + "resources cannot both have been the same one."
    )
    static let timeWithoutOffset = DiagnosticCode(
        "time-without-offset",
        "A time needs an offset (`2026-12-04T22:00:00+01:00`, or `Z` for UTC), or a `time_zone` beside it."
    )
    static let timeInGap = DiagnosticCode(
        "time-in-gap",
        "Clocks are put forward over this local time, so it never comes. Upkeep shows both readings and takes neither."
    )
    static let timeInFold = DiagnosticCode(
        "time-in-fold",
        "Clocks are put back over this local time, so it comes twice. Write the offset of the one you mean."
    )
    static let massDeletion = DiagnosticCode(
        "mass-deletion",
        "The plan deletes more than 3 resources and more than a quarter of a kind, which a lost file or a wrong path "
            + "does too. Allow it with `--max-deletes N`, or name each with `--allow-delete KIND/ID`."
    )
    static let emptiedKind = DiagnosticCode(
        "emptied-kind",
        "The plan deletes the last resource of a kind. Allow it with `--allow-empty KIND`."
    )
    static let protected = DiagnosticCode(
        "protected",
        "The resource was applied with `protect: true`. It is deleted only after a commit that sets `protect: false` has "
            + "been applied, or with `--allow-delete KIND/ID`."
    )
    static let stillReferenced = DiagnosticCode(
        "still-referenced",
        "The plan deletes a resource that other resources still name. Delete or change those first, or in the same commit."
    )
    static let notSelected = DiagnosticCode(
        "not-selected",
        "`--only` leaves out a resource that a selected one needs and that the state does not have yet."
    )

    static let missingScope = DiagnosticCode(
        "missing-scope",
        "An apply as a key (`UPKEEP_API_KEY`) changes only what the write scopes of that key cover. Kinds for which there is "
            + "no such scope need full access."
    )

    /// All codes of the engine, for `explain`.
    package static let engineCodes: [DiagnosticCode] =
        [
            .unknownSection, .notManifest, .missingScope, .unknownField, .missingField, .wrongShape,
            .wrongLength,
            .wrongCount,
            .invalidValue, .invalidID, .controlCharacter, .repeatedElement, .duplicateResource,
            .unknownReference,
            .previousID, .timeWithoutOffset, .timeInGap, .timeInFold, .massDeletion, .emptiedKind,
            .protected,
            .stillReferenced, .notSelected,
        ] + partialCodes
}

/// A value as a message shows it: short, and without anything that a terminal would obey.
private func quoted(_ text: String) -> String {
    let shown =
        text.unicodeScalars.count > 60 ? String(text.unicodeScalars.prefix(57)) + "..." : text
    return "\"\(shown.printable)\""
}

/// A noun with its article.
private func article(_ noun: String) -> String {
    "\("aeiou".contains(noun.prefix(1)) ? "an" : "a") \(noun)"
}

// MARK: Sections and fields

extension Diagnostic {
    static func unknownSection(_ key: Node, known: [String]) -> Diagnostic {
        let suggestion = Suggestion.nearest(to: key.text, in: known)
        return Diagnostic(
            .error,
            .unknownSection,
            "\(quoted(key.text)) is not a section of a manifest" + did(suggestion),
            at: key,
            help: "the sections are \(known.joined(separator: ", "))"
        )
    }

    static func notManifest(_ root: Node, sections: [String]) -> Diagnostic {
        Diagnostic(
            .error,
            .notManifest,
            "a manifest is a map of sections",
            at: root,
            help: "write one of \(sections.joined(separator: ", ")) with its resources below"
        )
    }

    static func sectionNotMap(_ key: Node, _ value: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .wrongShape,
            "\(key.text) is a map of ids and what they declare",
            at: value,
            help: "write an id, a colon, and the fields below it, indented"
        )
    }

    static func duplicateDefaults(_ key: Node, first: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .duplicateResource,
            "defaults of \(key.text) twice in this file",
            at: key,
            notes: [Note("the first ones are here", at: first.range)],
            help: "put both into one map"
        )
    }

    static func unknownField(_ key: Node, in owner: String, known: [String]) -> Diagnostic {
        let suggestion = Suggestion.nearest(to: key.text, in: known)
        return Diagnostic(
            .error,
            .unknownField,
            "\(quoted(key.text)) is not a field of \(article(owner))" + did(suggestion),
            at: key,
            help: suggestion == nil ? "the fields are \(known.joined(separator: ", "))" : nil
        )
    }

    private static func did(_ suggestion: String?) -> String {
        suggestion.map { "; did you mean \"\($0)\"?" } ?? ""
    }

    static func missingField(
        _ name: String,
        of owner: String,
        at node: Node,
        id: String,
        canBeDefault: Bool
    ) -> Diagnostic {
        let whole = node.offsets
        let shown = whole.lowerBound..<min(whole.upperBound, whole.lowerBound + 1)
        return Diagnostic(
            .error,
            .missingField,
            "the \(owner)\(id.isEmpty ? "" : " \(id)") has no \(name)",
            in: node.file,
            at: shown,
            help: "add \"\(name)\" here" + (canBeDefault ? ", or to the defaults of this file" : "")
        )
    }
}

// MARK: Values

extension Diagnostic {
    static func wrongShape(_ shape: FieldShape, at node: Node) -> Diagnostic {
        let found =
            switch node.shape {
            case .scalar: "the single value \(quoted(node.text))"
            case .sequence: "a list"
            case .mapping: "a map"
            }
        let (wanted, example) =
            switch shape {
            case .list:
                ("a list", "write each element on a line of its own after \"- \", or all in [ ]")
            case .map, .record: ("a map", "write \"name: value\" lines below, indented")
            default: ("a single value", "it takes: \(shape.summary)")
            }
        return Diagnostic(
            .error,
            .wrongShape,
            "expected \(wanted), found \(found)",
            at: node,
            help: example
        )
    }

    static func wrongLength(_ count: Int, allowed: ClosedRange<Int>, at node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .wrongLength,
            count == 0 ? "the text is empty" : "the text has \(count) characters",
            at: node,
            help: "it can have \(allowed.lowerBound) to \(allowed.upperBound)"
        )
    }

    static func wrongCount(_ count: Int, allowed: ClosedRange<Int>, at node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .wrongCount,
            count == 0 ? "there is nothing in it" : "there are \(count) elements",
            at: node,
            help: "there can be \(allowed.lowerBound) to \(allowed.upperBound)"
        )
    }

    static func malformed(
        _ text: String,
        _ name: String,
        because reason: String,
        at node: Node
    ) -> Diagnostic {
        Diagnostic(.error, .invalidValue, "\(quoted(text)) is not a \(name): \(reason)", at: node)
    }

    static func unknownChoice(_ node: Node, _ words: [String]) -> Diagnostic {
        Diagnostic(
            .error,
            .invalidValue,
            "\(quoted(node.text)) is not one of the choices"
                + did(Suggestion.nearest(to: node.text, in: words)),
            at: node,
            help: "write one of \(words.joined(separator: ", "))"
        )
    }

    static func notBoolean(_ node: Node) -> Diagnostic {
        let meant: String? =
            switch node.text.lowercased() {
            case "yes", "on", "y", "1", "true": "true"
            case "no", "off", "n", "0", "false": "false"
            default: nil
            }
        return Diagnostic(
            .error,
            .invalidValue,
            "\(quoted(node.text)) is not true or false" + did(meant),
            at: node,
            help: "write true or false, without quotes"
        )
    }

    static func notInteger(_ node: Node, allowed: ClosedRange<Int>) -> Diagnostic {
        Diagnostic(
            .error,
            .invalidValue,
            "\(quoted(node.text)) is not a whole number from \(allowed.lowerBound) to \(allowed.upperBound)",
            at: node,
            help: "write decimal digits without quotes, signs or leading zeros"
        )
    }

    static func spaceAtEnd(_ node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .invalidValue,
            "\(quoted(node.text)) begins or ends with a space",
            at: node,
            help: "remove it; nobody would see it"
        )
    }

    static func repeatedElement(_ node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .repeatedElement,
            "\(quoted(node.text)) is there twice",
            at: node,
            help: "remove one of them"
        )
    }

    static func invalidLabel(_ key: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .invalidID,
            "\(quoted(key.text)) cannot be the name of a label",
            at: key,
            help:
                "use 1 to \(Label.idLength) letters, digits and _ . / -, with a letter or digit at both ends"
        )
    }

    static func controlCharacter(
        _ scalar: Unicode.Scalar,
        isMultiline: Bool,
        at node: Node
    ) -> Diagnostic {
        let isBreak = scalar == "\n" && !isMultiline
        return Diagnostic(
            .error,
            .controlCharacter,
            isBreak
                ? "the text has a line break"
                : "the text has the control character \(scalar.codePoint)",
            at: node,
            help: isBreak ? "write it on one line" : "remove it"
        )
    }

    /// What is wrong with an id; nil when nothing is.
    static func problem(ofID text: String, at node: Node) -> Diagnostic? {
        if node.shape == .scalar, Label.isID(text) { return nil }
        guard node.shape == .scalar else {
            return wrongShape(
                .text(length: 1...Label.idLength, pattern: nil, name: "an id"),
                at: node
            )
        }
        let suggestion = Label.id(from: text)
        return Diagnostic(
            .error,
            .invalidID,
            "\(quoted(text)) cannot be an id" + did(suggestion),
            at: node,
            help:
                "use lower-case letters, digits and hyphens inside, at most \(Label.idLength) in all"
        )
    }
}

extension Unicode.Scalar {
    /// `U+202E`.
    package var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
