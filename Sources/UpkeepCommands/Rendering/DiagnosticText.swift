import UpkeepSource

/// Diagnostics for people: the place, what is wrong, the line with a caret, what to do.
struct DiagnosticText {
    let style: TextStyle

    /// Longer lines are cut down to what is around the place.
    private static let excerptWidth = 160

    func render(_ diagnostics: Diagnostics) -> String {
        var errors = 0
        var text = ""
        for diagnostic in diagnostics.sorted {
            if diagnostic.severity == .error {
                errors += 1
                if errors > Diagnostics.shownErrors { continue }
            }
            text += render(diagnostic)
        }
        let hidden = errors - Diagnostics.shownErrors
        return hidden > 0 ? text + "... and \(Counted(hidden, "more error").text)\n" : text
    }

    private func render(_ diagnostic: Diagnostic) -> String {
        let word = "\(diagnostic.severity.rawValue)[\(diagnostic.code.word)]"
        let severity = diagnostic.severity == .error ? style.red(word) : style.yellow(word)
        let place = diagnostic.range.map { style.bold("\($0)".printable) + ": " } ?? ""
        var text = "\(place)\(severity): \(diagnostic.message.printable)\n"
        if let range = diagnostic.range, let excerpt = diagnostic.excerpt {
            text += snippet(range, excerpt)
        }
        for note in diagnostic.notes {
            text +=
                "  = note: \(note.message.printable)\(note.range.map { ": \($0)".printable } ?? "")\n"
        }
        if let help = diagnostic.help { text += "  = help: \(help.printable)\n" }
        return text
    }

    /// The line, and carets under what the range covers of it.
    private func snippet(_ range: SourceRange, _ line: String) -> String {
        let scalars = Array(line.unicodeScalars)
        let start = min(range.start.column - 1, scalars.count)
        let end =
            range.end.line == range.start.line
            ? min(range.end.column - 1, scalars.count) : scalars.count
        let first = scalars.count > Self.excerptWidth ? max(0, start - Self.excerptWidth / 4) : 0
        let last = min(scalars.count, first + Self.excerptWidth)
        let before = shown(scalars[first..<max(first, start)])
        let marked = shown(scalars[min(start, last)..<max(min(end, last), min(start, last))])
        let whole =
            (first > 0 ? "..." : "") + shown(scalars[first..<last])
            + (last < scalars.count ? "..." : "")
        let indent = String(repeating: " ", count: (first > 0 ? 3 : 0) + before.terminalWidth)
        let carets = String(repeating: "^", count: max(1, marked.terminalWidth))
        let number = String(range.start.line)
        let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number
        return
            "\(style.faint("\(gutter) |")) \(whole)\n      \(style.faint("|")) \(indent)\(style.red(carets))\n"
    }

    private func shown(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text).printable
    }
}

extension String {
    /// How many columns of a terminal the text takes: two for East Asian wide characters and emoji (UAX #11), none for
    /// marks that combine.
    fileprivate var terminalWidth: Int {
        unicodeScalars.reduce(0) { $0 + $1.terminalWidth }
    }
}

extension Unicode.Scalar {
    fileprivate var terminalWidth: Int {
        switch value {
        case 0..<0x300: return 1
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF:
            return 2
        case 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
            0x20000...0x3FFFD:
            return 2
        default:
            switch properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: return 0
            default: return 1
            }
        }
    }
}
