import UpkeepSource

/// JSON of other systems (RFC 8259) as a document.
///
/// libyaml reads it, too, but takes seconds for what exports of some systems hold on one line. Numbers and the three words
/// are plain scalars, as they are in YAML, and a key that stands twice counts the last time and is remarked.
package enum JSONDocument {
    /// No export that is known has more values, keys counted apart.
    package static let nodeLimit = 1_000_000

    /// Parses the one document of a file; nothing is read of a file with an error.
    package static func parse(
        _ file: SourceFile,
        limits: YAMLLimits = .foreign,
        nodeLimit: Int = Self.nodeLimit
    ) -> YAMLFile {
        guard file.bytes.count <= limits.fileBytes else {
            return YAMLFile(refusedFor: [.fileTooLarge(file, limit: limits.fileBytes)])
        }
        let check = ByteCheck(file, .foreign)
        guard check.diagnostics.isEmpty else {
            return YAMLFile(refusedFor: check.diagnostics)
        }
        var parser = JSONParser(file, limits, nodeLimit: nodeLimit, start: check.start)
        do throws(JSONParser.Failure) {
            return try parser.parse()
        } catch {
            return YAMLFile(refusedFor: [error.diagnostic])
        }
    }
}
