import ArgumentParser
import UpkeepEngine
import UpkeepKeys
import UpkeepSource
import UpkeepStore
import UpkeepYAML

/// Makes a manifest of another system's files.
struct ImportCommand: ExemplaryCommand {
    static let example = "upkeep import --from config.yaml --format gatus --out status.yaml"
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a manifest of the files of another system.",
        discussion: """
            To standard output, or with --out to a file; to standard error a list of what could not be carried over, of the \
            same meaning one line. Secrets and placeholders of variables are never carried over, and the list names settings, \
            not what they say. What is written is valid; review it, and give the workspace a name.

            Exit status: 3 when a file cannot be read or there is nothing in it to import.
            """
    )

    @Option(
        help: .init(
            "A file or folder to read, or - for standard input; repeatable.",
            valueName: "file"
        ),
        completion: .file()
    )
    var from: [String]

    @Option(help: "The system: gatus, upptime, openstatus, uptime-kuma or statuspage.")
    var format: ImportSystem

    @Option(
        help: .init("The file to write to; it must not be there.", valueName: "file"),
        completion: .file()
    )
    var out: String?

    @Option(
        help: .init("Also write all that is not carried over as JSON.", valueName: "json=file"),
        completion: .file()
    )
    var report: String?

    @OptionGroup var moment: MomentOptions

    func validate() throws {
        if from.contains("") { throw ValidationError("--from takes the name of a file.") }
        if from.count > 1, from.contains("-") {
            throw ValidationError("Standard input (-) stands alone.")
        }
        for path in [out, reportPath].compactMap({ $0 }) where path.isEmpty || path.hasSuffix("/") {
            throw ValidationError("--out and --report take the name of a file, not of a folder.")
        }
        if let out, out == reportPath {
            throw ValidationError("The manifest and the report cannot go to the same file.")
        }
    }

    /// The report's file; its only format need not be named.
    private var reportPath: String? {
        report.map { $0.hasPrefix("json=") ? String($0.dropFirst("json=".count)) : $0 }
    }

    func run() throws {
        let console = Console()
        let text = DiagnosticText(style: console.style(of: .error))
        if let out, try NewFiles.isTaken(out) { throw StoreError.taken(out) }
        let result: Import
        do {
            let (files, problems) = try sources()
            if problems.hasErrors { throw Import.Refusal(diagnostics: problems) }
            result = try Import(files, of: format, now: moment.now)
        } catch let refusal as Import.Refusal {
            console.note(text.render(refusal.diagnostics))
            return try ExitStatus.invalidManifests.end()
        }
        if let problem = result.problem { throw StoreError.invalidImport(problem) }
        console.note(text.render(result.diagnostics))
        console.note(ImportList(result).text)
        if let reportPath {
            let json = KeyFormat.redacted(ImportReport(result).value.indentedJSON)
            try NewFiles.replace(reportPath, with: json)
        }
        guard let out else { return try console.write(result.text) }
        let folder = out.lastIndex(of: "/").map { out[..<$0] }
        try NewFiles.create(
            [(path: String(out.dropFirst(folder.map { $0.count + 1 } ?? 0)), text: result.text)],
            below: folder.map { $0.isEmpty ? "/" : String($0) } ?? "."
        )
        try console.write("Wrote \(ImportList(result).resources) to \(out.printable).\n")
    }

    private func sources() throws(StoreError) -> (files: [SourceFile], problems: Diagnostics) {
        if from == ["-"] {
            let bytes = try StandardInput.read(limit: format.fileBytes)
            return ([SourceFile(path: "standard input", bytes: bytes)], Diagnostics())
        }
        var limits = TreeLimits()
        // What is larger than a file of the system may be is refused by its parser, with the words for that.
        limits.yaml.fileBytes = limits.bytes
        let (files, problems) = try ManifestFolder.read(from, limits: limits)
        return (files.map { SourceFile(path: $0.path, name: $0.name, bytes: $0.bytes) }, problems)
    }
}

extension StoreError {
    fileprivate static func taken(_ path: String) -> StoreError {
        StoreError(.io, path, "the file is there already", help: "nothing was read or written")
    }

    fileprivate static func invalidImport(_ problem: String) -> StoreError {
        StoreError(
            .io,
            "import",
            "internal error: the manifest would not be valid: \(problem)",
            help: "nothing was written; please report it, with the file if you can"
        )
    }
}
