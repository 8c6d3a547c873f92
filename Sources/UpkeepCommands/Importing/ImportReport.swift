import UpkeepEngine
import UpkeepSource

/// What an import has come to, for programs.
struct ImportReport {
    private let result: Import

    init(_ result: Import) {
        self.result = result
    }

    var value: Value {
        let account = result.account
        return .map([
            "format": "upkeep-import/1",
            "system": .text(result.system.rawValue),
            "resources": .map(
                result.counts.map { Value.Entry($0.kind.name.word, .integer($0.count)) }
            ),
            "settings": .map([
                "carried": .integer(account.carried),
                "left": .integer(account.left.count),
                "percent": .integer(account.percent),
                "total": .integer(account.settings),
                "without_effect": .integer(account.idle),
            ]),
            "left": .list(account.left.map(\.value)),
            "diagnostics": .list(result.diagnostics.sorted.map(\.value)),
        ])
    }
}

extension ImportAccount.Left {
    fileprivate var value: Value {
        .map([
            "path": .text(place.path),
            "reason": .text(reason.text),
            "file": .text(place.file),
            "line": .integer(place.position.line),
            "column": .integer(place.position.column),
        ])
    }
}
