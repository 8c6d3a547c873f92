import UpkeepSource

extension Diagnostic {
    /// What the parser could not read, in the words of somebody who has never heard of tokens.
    static func syntax(_ problem: SyntaxProblem, _ file: SourceFile) -> Diagnostic {
        if problem.concernsDirective {
            let line = file.lineNumber(at: problem.contextOffset ?? problem.offset)
            let start = file.lineStart(line)
            let end = file.bytes.firstIndex(from: start, where: \.isLineBreak)
            return .directive(file, at: start..<end)
        }
        let (message, help) = wording(of: problem, file)
        var notes: [Note] = []
        if let start = problem.contextOffset, start < problem.offset,
            file.lineNumber(at: start) < file.lineNumber(at: problem.offset)
        {
            notes = [
                Note("what cannot be read begins here", at: file.range(character(file, start)))
            ]
        }
        return Diagnostic(
            .error,
            problem.concernsTag ? .tag : .yamlSyntax,
            message,
            in: file,
            at: character(file, problem.offset),
            notes: notes,
            help: help
        )
    }

    static func gluedComment(_ file: SourceFile, at offset: Int) -> Diagnostic {
        Diagnostic(
            .error,
            .yamlSyntax,
            "a comment needs a space before \"#\"",
            in: file,
            at: offset..<offset + 1,
            help: "put a space before it, or quotes around the text that it belongs to"
        )
    }

    static func shallowLine(_ file: SourceFile, at offset: Int, column: Int) -> Diagnostic {
        Diagnostic(
            .error,
            .yamlSyntax,
            "this line continues a value, but is not indented deeper than its key",
            in: file,
            at: character(file, offset),
            help: "indent it by at least \(column + 1) space\(column == 0 ? "" : "s")"
        )
    }

    static func lonelyDash(_ file: SourceFile, at range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .error,
            .yamlSyntax,
            "\"-\" is not a value",
            in: file,
            at: range,
            help: "put quotes around it"
        )
    }

    static func gluedQuestionMark(_ file: SourceFile, at range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .error,
            .yamlSyntax,
            "a key begins with \"?\"",
            in: file,
            at: range,
            help: "put quotes around it"
        )
    }

    static func unusualAnchor(_ file: SourceFile, at range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .error,
            .yamlSyntax,
            "the name of an anchor is missing or unusual",
            in: file,
            at: range,
            help: anchorHelp
        )
    }

    static func deepBlankLine(_ file: SourceFile, at range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .error,
            .yamlSyntax,
            "this blank line is indented deeper than the first line of the text",
            in: file,
            at: range,
            help: "remove the spaces on it"
        )
    }

    /// The character at an offset; nothing at the end of a line.
    private static func character(_ file: SourceFile, _ offset: Int) -> Range<Int> {
        let start = min(offset, file.bytes.count)
        guard start < file.bytes.count, !file.bytes[start].isLineBreak else { return start..<start }
        let end = file.bytes.firstIndex(from: start + 1) { !$0.isContinuation }
        return start..<end
    }

    /// Our words for libyaml's; its own for what is too rare to have any.
    private static func wording(
        of problem: SyntaxProblem,
        _ file: SourceFile
    ) -> (String, help: String?) {
        if problem.concernsTag { return ("tags are not accepted", "remove the tag") }
        switch problem.problem {
        case "found character that cannot start any token":
            return wordingOfStart(at: problem.offset, file)
        case let text where text.hasPrefix("found a tab character"):
            return ("a tab is used as indentation", "indent with spaces")
        case "mapping values are not allowed in this context":
            return (
                "a \":\" is not expected here",
                "put quotes around text that holds \": \", or check the indentation"
            )
        case "could not find expected ':'":
            return (
                "a key without \":\"",
                "write \": \", with the space, behind the key, or indent the line"
            )
        case "block sequence entries are not allowed in this context":
            return ("a \"- \" is not expected here", "begin the list on a line of its own")
        case "found unexpected end of stream":
            return ("a quote is not closed", "close it")
        case "found unexpected document indicator":
            return (
                "a quote is not closed before the document ends", "close it, or indent the line"
            )
        case "found unknown escape character":
            return (
                "an unknown escape in double quotes",
                "write \"\\\\\" for \"\\\", or use single quotes"
            )
        case "did not find expected hexdecimal number",
            "found invalid Unicode character escape code":
            return ("an escape that names no character", "write as in \"\\u00e9\"")
        case "did not find expected key", "did not find expected '-' indicator":
            return ("the line does not fit what is around it", "indent it like its neighbours")
        case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
            return (
                "expected \",\" or the bracket that closes",
                "check the commas, and that every bracket is closed"
            )
        case "did not find expected node content":
            return (
                "a value is expected here", "put quotes around text that begins with an indicator"
            )
        case "did not find expected <document start>":
            return (
                "text behind the end of the document",
                "check the indentation, or put \"---\" between"
            )
        case "did not find expected comment or line break":
            return ("text behind \"|\" or \">\"", "begin the text on the next line")
        case "did not find expected alphabetic or numeric character":
            return ("the name of an anchor or alias is missing or unusual", anchorHelp)
        default:
            return (problem.problem, nil)
        }
    }

    private static let anchorHelp =
        "quote text that begins with \"*\" or \"&\"; names are letters, digits, \"-\" and \"_\""

    private static func wordingOfStart(
        at offset: Int,
        _ file: SourceFile
    ) -> (String, help: String?) {
        guard offset < file.bytes.count else { return ("a value is expected here", nil) }
        if file.bytes[offset] == UInt8(ascii: "\t") {
            return ("a tab is used as indentation", "indent with spaces")
        }
        let character = String(decoding: file.bytes[character(file, offset)], as: UTF8.self)
        return ("text cannot begin with \"\(character)\"", "put quotes around it")
    }
}
