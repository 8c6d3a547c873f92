import UpkeepSource

extension DiagnosticCode {
    static let nothingToImport = DiagnosticCode(
        "nothing-to-import",
        "The files that `upkeep import` was given declare no component, monitor, maintenance or incident of the system that "
            + "`--format` names. They may be of another system, a part of a configuration, or a template."
    )
    static let importTooLarge = DiagnosticCode(
        "import-too-large",
        "What `upkeep import` would write is larger than a manifest may be. Import the files one by one, or less of them."
    )

    /// All codes of the import, for `explain`.
    static let importCodes: [DiagnosticCode] = [.importTooLarge, .nothingToImport]
}

extension Diagnostic {
    static func nothingToImport(
        _ system: ImportSystem,
        _ files: [SourceFile],
        _ hints: [String]
    ) -> Diagnostic {
        let place = files.count == 1 ? files.first?.range(0..<0) : nil
        return Diagnostic(
            .error,
            .nothingToImport,
            "there is nothing of \(system.title) to import"
                + (place == nil ? " in \(Counted(files.count, "file").text)" : ""),
            at: place,
            help: hints.joined(separator: "; ")
        )
    }

    static func importTooLarge(_ size: Int, limit: Int) -> Diagnostic {
        Diagnostic(
            .error,
            .importTooLarge,
            "the manifest would have \(size.grouped) bytes; at most \(limit.grouped) are read",
            at: nil,
            help: "import less at a time"
        )
    }
}
