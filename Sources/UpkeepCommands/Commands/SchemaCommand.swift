import ArgumentParser
import UpkeepEngine
import UpkeepKinds
import UpkeepSource
import UpkeepStore

/// Writes what editors and other validators need.
struct SchemaCommand: ExemplaryCommand {
    static let example = "upkeep schema --out schemas"
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Write the JSON Schemas and the field reference, or print one schema."
    )

    @Argument(help: "Print the schema of this kind, or of a whole `manifest`.")
    var kind: String?

    @Option(help: "The folder to write to.", completion: .directory)
    var out: String = "schemas"

    func run() throws {
        guard let kind else {
            try NewFiles.makeFolders(out)
            for file in SchemaFiles.all {
                try NewFiles.replace("\(out)/\(file.name)", with: file.text)
            }
            return try Console().write(
                "Wrote \(SchemaFiles.all.count) files to \(out.printable)/\n"
            )
        }
        if kind == "manifest" {
            return try Console().write(JSONSchema.manifest(of: Kind.all).indentedJSON)
        }
        guard let found = KindArgument(argument: kind) else {
            let known = Kind.all.map(\.name.word) + ["manifest"]
            let hint =
                Suggestion.nearest(to: kind, in: known).map { " Did you mean \"\($0)\"?" } ?? ""
            throw ValidationError("There is no kind \"\(kind.printable)\".\(hint)")
        }
        try Console().write(JSONSchema.kind(found.kind).indentedJSON)
    }
}

/// The generated files that are checked in.
package enum SchemaFiles {
    package static var all: [(name: String, text: String)] {
        let manifest = ("manifest.schema.json", JSONSchema.manifest(of: Kind.all).indentedJSON)
        let kinds = Kind.all.map {
            ("\($0.name.word).schema.json", JSONSchema.kind($0).indentedJSON)
        }
        return [manifest] + kinds + [("README.md", Reference.markdown(of: Kind.all))]
    }
}
