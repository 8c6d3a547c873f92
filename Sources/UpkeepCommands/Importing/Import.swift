import UpkeepEngine
import UpkeepKeys
import UpkeepKinds
import UpkeepSource
import UpkeepStore
import UpkeepYAML

/// Another system's files as one manifest.
struct Import {
    let system: ImportSystem
    /// The resources as a manifest.
    let text: String
    /// How many there are of each kind, by the kind's name.
    let counts: [(kind: Kind, count: Int)]
    let account: ImportAccount
    /// Remarks on the files.
    let diagnostics: Diagnostics
    /// Why the manifest is not valid, which is a mistake of Upkeep's own; nil when it is.
    let problem: String?

    /// Why there is nothing to write.
    struct Refusal: Error {
        let diagnostics: Diagnostics
    }

    init(
        _ files: [SourceFile],
        of system: ImportSystem,
        now: Instant,
        zones: ZoneDatabase = .system
    ) throws(Refusal) {
        var diagnostics = Diagnostics()
        var roots: [Node] = []
        for file in files {
            let read = ForeignFile.parse(file, of: system)
            // The lines of the source may hold secrets, and are not shown.
            for problem in read.diagnostics.all {
                var problem = problem.moved(to: problem.range)
                if problem.severity == .error, ForeignFile.isTemplate(file) {
                    problem.help = "the file looks like a template: import what the template makes"
                }
                diagnostics.report(problem)
            }
            roots += read.documents.compactMap(\.root)
        }
        if diagnostics.hasErrors { throw Refusal(diagnostics: diagnostics) }
        var draft = ImportDraft(now: now, zones: zones)
        draft.read(roots, of: system)
        for problem in draft.diagnostics.all {
            diagnostics.report(problem.moved(to: problem.range))
        }
        if diagnostics.hasErrors { throw Refusal(diagnostics: diagnostics) }
        guard !draft.isEmpty else {
            diagnostics.report(.nothingToImport(system, files, ForeignFile.hints(roots, system)))
            throw Refusal(diagnostics: diagnostics)
        }
        account = draft.ledger.account()
        text = draft.manifest(Self.comments(on: files, system, account))
        counts = draft.counts
        self.system = system
        guard text.utf8.count <= YAMLLimits.standard.fileBytes else {
            diagnostics.report(
                .importTooLarge(text.utf8.count, limit: YAMLLimits.standard.fileBytes)
            )
            throw Refusal(diagnostics: diagnostics)
        }
        self.diagnostics = diagnostics
        problem = Self.problem(of: text, at: now, zones)
    }

    private static func comments(
        on files: [SourceFile],
        _ system: ImportSystem,
        _ account: ImportAccount
    ) -> [String] {
        let names = KeyFormat.redacted(
            files.prefix(3).map(\.path.printable).joined(separator: ", ")
        )
        let more = files.count > 3 ? " and \(files.count - 3) more" : ""
        return [
            "Imported from \(system.title): \(names)\(more).",
            "\(account.carried.grouped) of \(Counted(account.settings, "setting").text) carried over (\(account.percent) %).",
        ]
    }

    /// Reads what would be written as it will be read.
    private static func problem(of text: String, at now: Instant, _ zones: ZoneDatabase) -> String?
    {
        let parsed = YAML.parse(SourceFile(path: "import", bytes: Array(text.utf8)))
        let manifest = Manifest(
            parsed.documents,
            isComplete: parsed.isComplete,
            parsed.diagnostics,
            kinds: Kind.all,
            zones: zones
        )
        var collector = Collector(kinds: Kind.all, now: now, zones: zones)
        collector.add(manifest)
        let (desired, diagnostics) = collector.finish()
        if Secrets.stand(in: text) { return "it holds a key" }
        if let error = diagnostics.all.first(where: { $0.severity == .error }) {
            return "\(error.code.word) in line \(error.range?.start.line ?? 0)"
        }
        return desired.danglingReferences.first.map { "\($0.target) is not there" }
    }
}
