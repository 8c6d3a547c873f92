import UpkeepKeys
import UpkeepSource
import UpkeepStore

/// Where a command's words go: the result to standard output, everything else to standard error.
struct Console {
    private let variables: [String: String]
    /// Whether notes are left out: a service tells everything in its log.
    private let isQuiet: Bool

    init(
        variables: [String: String] = ProcessEnvironment.variables(),
        isQuiet: Bool = false
    ) {
        self.variables = variables
        self.isQuiet = isQuiet
    }

    /// The style of what goes to a stream: colours only on a terminal, and only if nobody asked for none
    /// (https://no-color.org).
    func style(of stream: StandardStream) -> TextStyle {
        let isColoured =
            stream.isTerminal && (variables["NO_COLOR"] ?? "").isEmpty
            && variables["TERM"] != "dumb"
        return TextStyle(isColoured: isColoured, columns: stream.columns ?? TextStyle.plain.columns)
    }

    /// Writes the result.
    func write(_ text: String) throws(StoreError) { try StandardStream.output.write(text) }

    /// Writes something that is not the result.
    ///
    /// Nothing depends on whether it can be read.
    func note(_ text: String) {
        if !isQuiet { try? StandardStream.error.write(KeyFormat.redacted(text)) }
    }

    /// Says that a commit stands, but the history lacks it for now.
    func warn(ofHistory error: StoreError) {
        note(
            "warning: the state is committed, but not yet in the history; the next commit adds it\n"
        )
        report(error)
    }

    func report(_ error: StoreError) {
        let style = style(of: .error)
        note("\(style.red("error")): \(error.path.printable): \(error.message.printable)\n")
        if let help = error.help { note("  = help: \(help)\n") }
    }
}

/// How text is dressed.
struct TextStyle {
    let isColoured: Bool
    /// Longer lines are cut.
    let columns: Int

    /// Without colours, and as wide as a log is read.
    static let plain = TextStyle(isColoured: false, columns: 200)

    func bold(_ text: String) -> String { dressed(text, "1") }
    func red(_ text: String) -> String { dressed(text, "31") }
    func green(_ text: String) -> String { dressed(text, "32") }
    func yellow(_ text: String) -> String { dressed(text, "33") }
    func faint(_ text: String) -> String { dressed(text, "2") }

    /// Select Graphic Rendition (ECMA-48, section 8.3.117).
    private func dressed(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
