import UpkeepSource

/// The canonical layout of YAML: one look for what says the same.
///
/// Lines are never joined, broken or moved; quotes and comments stay as they are. What changes is the space
/// around them: two spaces a level, also for sequences; one between what stands in a line; at most one blank line.
package enum YAMLLayout {
    /// What became of a file.
    package enum Result {
        /// Its bytes in the canonical layout.
        case text([UInt8])
        /// What hides a part of it, or makes it doubtful how to read it.
        case refused(Diagnostics)
        /// What was written would not say the same; a mistake of the program's.
        case unfaithful
    }

    /// Lays out a file.
    ///
    /// The result has been read again, and has the same values, anchors, tags and comments in the same order.
    package static func format(_ file: SourceFile, limits: YAMLLimits = .standard) -> Result {
        let parsed = YAML.parse(file, limits: limits)
        let isClear = parsed.diagnostics.all.allSatisfy { DiagnosticCode.clear.contains($0.code) }
        guard parsed.isComplete, isClear else { return .refused(parsed.diagnostics) }
        guard let before = scan(file) else { return .unfaithful }
        let text = LayoutWriter.text(of: before)
        let written = SourceFile(path: file.path, name: file.name, bytes: text)
        guard let after = scan(written), after.nodes == before.nodes, after.others == before.others
        else { return .unfaithful }
        return .text(text)
    }

    /// The pieces of a file; nil when libyaml cannot read it.
    private static func scan(_ file: SourceFile) -> LayoutScanner? {
        let check = ByteCheck(file)
        guard check.diagnostics.isEmpty else { return nil }
        return unsafe file.bytes.withUnsafeBufferPointer { bytes in
            var events = unsafe EventParser(bytes, check)
            var scanner = LayoutScanner(file.bytes, from: check.start)
            while events.advance() {
                unsafe scanner.take(events.current)
                if unsafe events.current.kind == .streamEnd {
                    return scanner.isLost ? nil : scanner
                }
            }
            return nil
        }
    }
}

extension DiagnosticCode {
    /// What is refused as a manifest but leaves no doubt of how the file is laid out.
    fileprivate static let clear: Set<DiagnosticCode> = [
        .aliasKey, .complexKey, .directive, .duplicateAnchor, .duplicateKey, .mergeKey, .nullValue,
        .recursiveAlias, .scalarTooLarge, .tag, .unknownAlias,
    ]
}
