import ArgumentParser
import UpkeepEngine
import UpkeepKinds
import UpkeepSource
import UpkeepStore
import UpkeepYAML

/// Explains a kind, a field or the code of a problem.
struct ExplainCommand: ExemplaryCommand {
    static let example = "upkeep explain monitor.interval"
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a kind, a field of one, or the code of a problem."
    )

    @Argument(help: "KIND, KIND.FIELD or CODE; without it, what there is.")
    var topic: String?

    func run() throws { try Console().write(text()) }

    private func text() throws -> String {
        guard let topic else { return overview }
        if let code = Self.codes.first(where: { $0.word == topic }) {
            return "\(code.word)\n\n  \(code.explanation)\n"
        }
        let name = String(topic.prefix { $0 != "." })
        guard let kind = KindArgument(argument: name)?.kind else {
            let known = Kind.all.map(\.name.word) + Self.codes.map(\.word)
            throw ValidationError(
                "There is no kind or code \"\(name.printable)\"." + hint(name, known)
            )
        }
        if topic == name { return Reference.page(of: kind) }
        let path = String(topic.dropFirst(name.count + 1))
        guard let page = Reference.page(of: kind, field: path) else {
            let paths = Reference.paths(of: kind)
            throw ValidationError(
                "A \(kind.name.title) has no field \"\(path.printable)\"." + hint(path, paths)
            )
        }
        return page
    }

    private func hint(_ word: String, _ known: [String]) -> String {
        Suggestion.nearest(to: word, in: known).map { " Did you mean \"\($0)\"?" } ?? ""
    }

    private var overview: String {
        let kinds = Kind.all.map { "  \($0.name.word): \($0.summary)\n" }.joined()
        let codes = Self.codes.map { "  \($0.word)\n" }.joined()
        return "Kinds:\n\(kinds)\nCodes:\n\(codes)"
    }

    /// Every code that a diagnostic can have.
    static let codes =
        (DiagnosticCode.yamlCodes + DiagnosticCode.engineCodes + DiagnosticCode.kindCodes
        + DiagnosticCode.storeCodes + DiagnosticCode.commandCodes + DiagnosticCode.importCodes)
        .sorted { $0.word < $1.word }
}
