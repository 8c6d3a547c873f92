import UpkeepEngine
import UpkeepSource

extension Diagnostic {
    /// The diagnostic for machines.
    var value: Value {
        .map([
            "code": .text(code.word),
            "help": help.map(Value.text),
            "message": .text(message),
            "notes": .list(notes.map(\.value)),
            "range": range?.value,
            "severity": .text(severity.rawValue),
        ])
    }
}

extension Diagnostic.Note {
    fileprivate var value: Value { .map(["message": .text(message), "range": range?.value]) }
}

extension SourceRange {
    fileprivate var value: Value {
        .map([
            "end_column": .integer(end.column),
            "end_line": .integer(end.line),
            "file": .text(path),
            "start_column": .integer(start.column),
            "start_line": .integer(start.line),
        ])
    }
}
