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
    /// nothing but them; any other scalar is decoded, and its lines are not those of the file.
    init(_ scalar: Node) {
        let file = scalar.file
        let isLiteral =
            scalar.offsets.lowerBound < file.bytes.count
            && file.bytes[scalar.offsets.lowerBound] == UInt8(ascii: "|")
        position = isLiteral ? nil : scalar.range.start
        let bytes: [UInt8]
        if isLiteral, scalar.line < file.lineCount {
            let start = file.lineStart(scalar.line + 1)
            let end = max(start, scalar.offsets.upperBound)
            bytes =
                Array(repeating: UInt8(ascii: "\n"), count: scalar.line) + file.bytes[start..<end]
        } else {
            bytes = Array(scalar.text.utf8)
        }
        documents = YAML.parse(
            SourceFile(path: file.path, bytes: bytes),
            limits: .foreign,
            as: .foreign
        )
    }
}
