import UpkeepSource
import UpkeepYAML

/// A file's text that stands as a scalar in another file, as in a ConfigMap of Kubernetes.
struct EmbeddedFile {
    let documents: YAMLFile
    /// Where all of it is said to stand; nil where its positions are those of the file around it.
    let position: SourcePosition?

    /// Parses the text of a scalar.
    ///
    /// The lines of a literal block stand in the outer file as they are, so that what is parsed is the outer file with
    /// nothing but them. That fails where they begin with the mark of a document, which is none when it is indented; that
    /// text, and any other scalar, is decoded, and its lines are not those of the file.
    init(_ scalar: Node) {
        if let lines = Self.lines(of: scalar) {
            let parsed = Self.parse(lines, scalar.file)
            if !parsed.diagnostics.hasErrors {
                documents = parsed
                position = nil
                return
            }
        }
        documents = Self.parse(Array(scalar.text.utf8), scalar.file)
        position = scalar.range.start
    }

    private static func parse(_ bytes: [UInt8], _ file: SourceFile) -> YAMLFile {
        YAML.parse(SourceFile(path: file.path, bytes: bytes), limits: .foreign, as: .foreign)
    }

    /// The file with nothing but the lines of a literal block; nil for any other scalar.
    private static func lines(of scalar: Node) -> [UInt8]? {
        let bytes = scalar.file.bytes
        let range = scalar.offsets
        guard !range.isEmpty, bytes[range.lowerBound] == UInt8(ascii: "|"),
            scalar.line < scalar.file.lineCount
        else { return nil }
        let start = scalar.file.lineStart(scalar.line + 1)
        return Array(repeating: UInt8(ascii: "\n"), count: scalar.line)
            + bytes[start..<max(start, range.upperBound)]
    }
}
