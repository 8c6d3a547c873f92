import ArgumentParser
import UpkeepStore

/// Which reports are written beside the result.
struct ReportOptions: ParsableArguments {
    @Option(
        name: .customLong("report"),
        help: .init(
            "Also write a report: json, markdown, github, gitlab, sarif or junit; repeatable.",
            valueName: "format=file"
        )
    )
    var reports: [ReportArgument] = []

    func validate() throws {
        let paths = reports.compactMap(\.path)
        if Set(paths).count < paths.count {
            throw ValidationError("Two reports cannot go to the same file.")
        }
    }
}

/// One report: `sarif=upkeep.sarif`; for GitHub Actions `github` is enough.
struct ReportArgument: ExpressibleByArgument {
    let format: ReportFormat
    /// Nil where GitHub says where the summary of a step goes.
    let path: String?

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard let word = parts.first, let format = ReportFormat(rawValue: word) else { return nil }
        self.format = format
        path = parts.count == 2 ? parts[1] : nil
        if path == nil, format != .github || argument.hasSuffix("=") { return nil }
    }

    static var allValueStrings: [String] { [] }
}
