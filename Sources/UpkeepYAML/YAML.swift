import UpkeepSource

/// YAML as Upkeep reads it: the core schema's text, and nothing that a reviewer could misread.
package enum YAML {
    /// Parses every document of a file.
    ///
    /// It never stops at a refusal, only at a syntax error, at a limit that bounds work or memory,
    /// or after `Diagnostics.shownErrors` errors.
    package static func parse(
        _ file: SourceFile,
        limits: YAMLLimits = .standard,
        as dialect: YAMLDialect = .manifest
    ) -> YAMLFile {
        guard file.bytes.count <= limits.fileBytes else {
            return YAMLFile(refusedFor: [.fileTooLarge(file, limit: limits.fileBytes)])
        }
        let check = ByteCheck(file, dialect)
        guard check.diagnostics.isEmpty else {
            return YAMLFile(refusedFor: check.diagnostics)
        }
        // libyaml keeps pointers into the bytes, so the whole parse happens while the array is
        // pinned.
        return unsafe file.bytes.withUnsafeBufferPointer { bytes in
            var events = unsafe EventParser(bytes, check)
            var composer = unsafe Composer(file, limits: limits, dialect, check, bytes)
            while composer.needsMore {
                if events.advance() {
                    unsafe composer.take(events.current)
                } else {
                    composer.reportSyntax(events.problem())
                }
            }
            return composer.finish()
        }
    }
}
