import UpkeepSource

// What can be wrong with manifests as files.

extension DiagnosticCode {
    static let manifestFile = DiagnosticCode(
        "manifest-file",
        "A manifest is a regular file. Links are never followed, because they can lead out of what was reviewed; pipes "
            + "and devices are never opened."
    )
    static let treeLimit = DiagnosticCode(
        "tree-limit",
        "The tree of manifests has more files or bytes, or deeper folders, than are read. Limits are raised by options, "
            + "never by YAML."
    )

    static let noManifests = DiagnosticCode(
        "no-manifests",
        "The paths have no file that ends with `.yaml` or `.yml`, which is usually a slip of the pen in a path. Names "
            + "that begin with `.` or `_` are skipped."
    )

    /// All codes of the store, for `explain`.
    package static let storeCodes: [DiagnosticCode] = [
        .manifestFile, .noManifests, .treeLimit,
    ]
}

extension Diagnostic {
    private init(_ code: DiagnosticCode, _ message: String, file path: String, help: String) {
        let start = SourcePosition(line: 1, column: 1)
        self.init(
            .error,
            code,
            message,
            at: SourceRange(path: path, start: start, end: start),
            help: help
        )
    }

    static func noManifests(_ paths: [String]) -> Diagnostic {
        Diagnostic(
            .warning,
            .noManifests,
            "there are no manifests in \(paths.joined(separator: ", "))",
            at: nil,
            help: "manifests end with .yaml or .yml; check the path"
        )
    }

    static func linkNotFollowed(_ path: String) -> Diagnostic {
        Diagnostic(
            .manifestFile,
            "a link is not followed",
            file: path,
            help:
                "put the file or folder itself here, or give it a name that begins with _ to skip it"
        )
    }

    static func submoduleNotRead(_ path: String) -> Diagnostic {
        Diagnostic(
            .manifestFile,
            "a submodule is not read from a commit: what is in it is another repository's",
            file: path,
            help:
                "put the manifests into this repository, or give the submodule a name that begins with _ to skip it"
        )
    }

    static func sameName(_ path: String, as other: String) -> Diagnostic {
        Diagnostic(
            .manifestFile,
            "the name and that of \(other) are the same to Unicode",
            file: path,
            help: "rename one of them"
        )
    }

    static func nameNotUTF8(_ path: String) -> Diagnostic {
        Diagnostic(.manifestFile, "the name is not UTF-8", file: path, help: "rename the file")
    }

    static func notRegularFile(_ path: String) -> Diagnostic {
        Diagnostic(
            .manifestFile,
            "this is not a regular file",
            file: path,
            help: "remove it or rename it"
        )
    }

    static func manifestTooLarge(_ path: String, size: Int, limit: Int) -> Diagnostic {
        Diagnostic(
            .treeLimit,
            "the file has \(size) bytes; at most \(limit) are read",
            file: path,
            help: "split it, or raise --max-file-bytes"
        )
    }

    static func tooManyManifests(_ path: String, limit: Int) -> Diagnostic {
        Diagnostic(
            .treeLimit,
            "there are more than \(limit) manifests",
            file: path,
            help: "name fewer folders, or raise --max-files"
        )
    }

    static func treeTooLarge(_ path: String, limit: Int) -> Diagnostic {
        Diagnostic(
            .treeLimit,
            "the manifests have more than \(limit) bytes in all",
            file: path,
            help: "name fewer folders, or raise --max-tree-bytes"
        )
    }

    static func foldersTooDeep(_ path: String, limit: Int) -> Diagnostic {
        Diagnostic(
            .treeLimit,
            "folders are more than \(limit) deep",
            file: path,
            help: "move the manifests up"
        )
    }
}
