import UpkeepEngine

/// What a pipeline finds its own comment by, to update it instead of adding one: an HTML comment that nobody sees.
struct CommentMark {
    let text: String

    init(_ report: RunReport) {
        text = "<!-- upkeep \(report.command) -->\n"
    }
}
