import UpkeepSource

extension Diagnostic {
    static func fileTooLarge(_ file: SourceFile, limit: Int) -> Diagnostic {
        Diagnostic(
            .error,
            .fileTooLarge,
            "the file has \(file.bytes.count) bytes; at most \(limit) are read",
            in: file,
            at: 0..<0,
            help: "split it into several files"
        )
    }

    static func utf16(_ file: SourceFile) -> Diagnostic {
        Diagnostic(
            .error,
            .utf16,
            "the file is UTF-16 or UTF-32, not UTF-8",
            in: file,
            at: 0..<0,
            help: "save it as UTF-8"
        )
    }

    static func invalidUTF8(_ byte: UInt8, _ file: SourceFile, at offset: Int) -> Diagnostic {
        Diagnostic(
            .error,
            .invalidUTF8,
            "the byte 0x\(hex(UInt32(byte), digits: 2)) is not UTF-8 here",
            in: file,
            at: offset..<offset + 1,
            help: "save the file as UTF-8"
        )
    }

    static func forbiddenCharacter(
        _ scalar: UInt32,
        _ file: SourceFile,
        at range: Range<Int>
    ) -> Diagnostic {
        let reason = ForbiddenCharacter(scalar)?.rawValue ?? "forbidden"
        return Diagnostic(
            .error,
            .forbiddenCharacter,
            "U+\(hex(scalar, digits: 4)) is \(reason)",
            in: file,
            at: range,
            help:
                "remove it, or write \"\\u\(hex(scalar, digits: 4))\" in double quotes"
        )
    }

    static func duplicateKey(
        _ file: SourceFile,
        at range: Range<Int>,
        first: Range<Int>
    ) -> Diagnostic {
        Diagnostic(
            .error,
            .duplicateKey,
            "the key \(quote(file, range)) is written twice",
            in: file,
            at: range,
            notes: [Note("the first one is here", at: file.range(first))],
            help: "keep one of them"
        )
    }

    static func jsonSyntax(_ reason: String, _ file: SourceFile, at offset: Int) -> Diagnostic {
        let end = min(offset + 1, file.bytes.count)
        return Diagnostic(
            .error,
            .jsonSyntax,
            "this is not JSON: \(reason)",
            in: file,
            at: min(offset, end)..<end
        )
    }

    static func tooManyValues(_ file: SourceFile, limit: Int) -> Diagnostic {
        Diagnostic(
            .error,
            .fileTooLarge,
            "the file holds more than \(limit) values",
            in: file,
            at: 0..<0,
            help: "split it into several files"
        )
    }

    /// A remark on a file of another system.
    static func lastKeyCounts(
        _ file: SourceFile,
        at range: Range<Int>,
        first: Range<Int>
    ) -> Diagnostic {
        Diagnostic(
            .warning,
            .duplicateKey,
            "the key \(quote(file, range)) is written twice; the last one counts",
            in: file,
            at: range,
            notes: [Note("the first one is here", at: file.range(first))]
        )
    }

    static func tag(_ file: SourceFile, at range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .error,
            .tag,
            "the tag \(quote(file, range)) is not accepted",
            in: file,
            at: range,
            help: "remove it; the field decides what the value means"
        )
    }

    static func mergeKey(_ file: SourceFile, at range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .error,
            .mergeKey,
            "merge keys are not accepted",
            in: file,
            at: range,
            help: "write the entries out, or use the file's defaults"
        )
    }

    static func nullValue(_ file: SourceFile, at range: Range<Int>, isKey: Bool) -> Diagnostic {
        let what = isKey ? "key" : "value"
        return Diagnostic(
            .error,
            .nullValue,
            range.isEmpty
                ? "a \(what) is missing"
                : "the \(what) \(quote(file, range)) means null, which nothing takes",
            in: file,
            at: range,
            help: isKey
                ? "write a key before the \":\""
                : "remove the key, or write \"\", [] or {} for an empty value"
        )
    }

    static func complexKey(_ file: SourceFile, at range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .error,
            .complexKey,
            "a key is a list or a map",
            in: file,
            at: range,
            help: "a key is one line of text; put quotes around it if it begins with a bracket"
        )
    }

    static func aliasKey(_ file: SourceFile, at range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .error,
            .aliasKey,
            "the alias \(quote(file, range)) is used as a key",
            in: file,
            at: range,
            help: "write the key out"
        )
    }

    static func unknownAlias(
        _ name: String,
        _ file: SourceFile,
        at range: Range<Int>,
        suggestion: String?
    ) -> Diagnostic {
        let question = suggestion.map { "; did you mean \"*\($0)\"?" } ?? ""
        return Diagnostic(
            .error,
            .unknownAlias,
            "no anchor \(quote("&" + name)) stands before this alias\(question)",
            in: file,
            at: range,
            help: "anchors are known from where they stand to the end of their document"
        )
    }

    static func recursiveAlias(
        _ name: String,
        _ file: SourceFile,
        at range: Range<Int>,
        anchor: Range<Int>
    ) -> Diagnostic {
        Diagnostic(
            .error,
            .recursiveAlias,
            "the alias \(quote("*" + name)) stands inside of what it stands for",
            in: file,
            at: range,
            notes: [Note("the anchor is here", at: file.range(anchor))]
        )
    }

    static func aliasExpansion(_ file: SourceFile, at range: Range<Int>, limit: Int) -> Diagnostic {
        Diagnostic(
            .error,
            .aliasExpansion,
            "with this alias, the aliases of the document stand for more than \(limit) values",
            in: file,
            at: range,
            help: "write fewer aliases, and none inside of what other aliases stand for"
        )
    }

    static func duplicateAnchor(
        _ name: String,
        _ file: SourceFile,
        at range: Range<Int>,
        first: Range<Int>
    ) -> Diagnostic {
        Diagnostic(
            .error,
            .duplicateAnchor,
            "the anchor \(quote("&" + name)) is defined twice",
            in: file,
            at: range,
            notes: [Note("the first one is here", at: file.range(first))],
            help: "give one of them another name"
        )
    }

    static func tooDeep(_ file: SourceFile, at range: Range<Int>, limit: Int) -> Diagnostic {
        Diagnostic(
            .error,
            .tooDeep,
            "lists and maps are nested more than \(limit) deep",
            in: file,
            at: range
        )
    }

    static func scalarTooLarge(_ file: SourceFile, at range: Range<Int>, limit: Int) -> Diagnostic {
        Diagnostic(
            .error,
            .scalarTooLarge,
            "a value has more than \(limit) bytes",
            in: file,
            at: range
        )
    }

    static func directive(_ file: SourceFile, at range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .error,
            .directive,
            "the directive \(quote(file, range)) is not accepted",
            in: file,
            at: range,
            help: "remove the line; manifests are YAML 1.2"
        )
    }

    static func tooManyDocuments(_ file: SourceFile, at range: Range<Int>, limit: Int) -> Diagnostic
    {
        Diagnostic(
            .error,
            .tooManyDocuments,
            "the file has more than \(limit) documents",
            in: file,
            at: range,
            help: "split it into several files"
        )
    }

    /// Gives up at the place of one error too many.
    static func tooManyErrors(after count: Int, like next: Diagnostic) -> Diagnostic {
        Diagnostic(
            .error,
            .tooManyErrors,
            "the file has more than \(count) errors; the rest of it was not read",
            at: next.range,
            excerpt: next.excerpt
        )
    }

    /// A piece of the file as messages show it.
    private static func quote(_ file: SourceFile, _ range: Range<Int>) -> String {
        quote(String(decoding: file.bytes[range], as: UTF8.self))
    }

    private static func quote(_ text: String) -> String {
        let firstLine = text.prefix { !$0.isNewline }
        return firstLine.count > 60 ? "\"\(firstLine.prefix(60))...\"" : "\"\(firstLine)\""
    }

    private static func hex(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
