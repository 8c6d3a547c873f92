import ArgumentParser
import UpkeepSource
import UpkeepStore
import UpkeepYAML

/// Brings manifests into the canonical layout.
struct FormatCommand: ExemplaryCommand {
    static let example = "upkeep fmt --check status/"
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Bring manifests into the canonical layout; comments, quotes and order stay.",
        usage: "upkeep fmt [--check] [options] [path ...]",
        discussion: """
            Two spaces a level, one where something is set apart, at most one blank line; lines are neither joined nor \
            broken. Prints the names of the files that change. With `-` as the only path, standard input is laid out to \
            standard output, for editors.

            Exit status: 2 when --check finds a file that would change; 3 when a file cannot be read as YAML, which is \
            left alone while the others are written.
            """
    )

    @Flag(help: "Write nothing; print the names of the files that would change, and end with 2.")
    var check = false

    @OptionGroup var manifests: ManifestOptions

    func validate() throws {
        if manifests.tree.paths.count > 1, manifests.tree.paths.contains("-") {
            throw ValidationError("Standard input (-) stands alone.")
        }
    }

    func run() throws {
        var run = FormatRun(limits: manifests.limits.yaml, isCheck: check)
        if manifests.tree.paths == ["-"] {
            try run.takeInput()
        } else {
            let (files, problems) = try ManifestFolder.read(
                manifests.roots,
                limits: manifests.limits
            )
            run.diagnostics.merge(problems)
            let results = Parallel.map(files, perThread: FormatRun.filesPerThread) { file in
                YAMLLayout.format(SourceFile(file), limits: manifests.limits.yaml)
            }
            for (file, result) in zip(files, results) { try run.take(file, result) }
        }
        try run.finish().end()
    }
}

/// What `fmt` has done so far.
private struct FormatRun {
    let limits: YAMLLimits
    /// Whether nothing is written.
    let isCheck: Bool
    let console = Console()
    var diagnostics = Diagnostics()
    private var hasFailed = false
    private var hasChanges = false

    init(limits: YAMLLimits, isCheck: Bool) {
        self.limits = limits
        self.isCheck = isCheck
    }

    /// Starting a thread takes about as long as laying out so many small files.
    static let filesPerThread = 8

    /// Lays out standard input.
    mutating func takeInput() throws(StoreError) {
        let bytes = try StandardInput.read(limit: limits.fileBytes)
        let file = ManifestFile(name: "-", path: "standard input", bytes: bytes)
        guard
            let text = text(of: file, YAMLLayout.format(SourceFile(file), limits: limits))
        else { return }
        hasChanges = text != bytes
        if !isCheck { try StandardStream.output.write(text) }
    }

    /// Writes a file, or tells that it would be written.
    mutating func take(_ file: ManifestFile, _ result: YAMLLayout.Result) throws(StoreError) {
        guard let text = text(of: file, result), text != file.bytes else { return }
        if !isCheck {
            do throws(StoreError) {
                try file.replace(with: text)
            } catch {
                console.report(error)
                hasFailed = true
                return
            }
        }
        hasChanges = true
        try console.write("\(file.path.printable)\n")
    }

    /// The layout of a file; nil when there is none, which is reported.
    private mutating func text(of file: ManifestFile, _ result: YAMLLayout.Result) -> [UInt8]? {
        switch result {
        case .text(let text): return text
        case .refused(let problems): diagnostics.merge(problems)
        case .unfaithful:
            console.report(.unfaithfulLayout(file.path))
            hasFailed = true
        }
        return nil
    }

    /// Reports what is wrong with the files, and gives the exit status.
    func finish() -> ExitStatus {
        console.note(DiagnosticText(style: console.style(of: .error)).render(diagnostics))
        if hasFailed { return .failure }
        if diagnostics.hasErrors { return .invalidManifests }
        return isCheck && hasChanges ? .changesPending : .done
    }
}

extension SourceFile {
    fileprivate init(_ file: ManifestFile) {
        self.init(path: file.path, name: file.name, bytes: file.bytes)
    }
}

extension StoreError {
    fileprivate static func unfaithfulLayout(_ path: String) -> StoreError {
        StoreError(
            .io,
            path,
            "internal error: the layout would not say the same as the file",
            help: "the file was left as it is; please report it"
        )
    }
}
