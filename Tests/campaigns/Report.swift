/// What a campaign came to.
struct Report: Encodable {
    let campaign: String
    let cases: Int
    let violations: Int
    let seconds: Double
    /// How many cases there were of each kind, and what else was counted.
    let details: [String: Int]
    /// Why the campaign, or a part of it, was not run.
    var skipped: [String] = []
    /// How each violation can be had again.
    let reproductions: [String]

    var text: String {
        let rate = seconds > 0 ? Double(cases) / seconds : 0
        var text = "\(padded(campaign, 8)) \(aligned(cases, 8)) cases"
        text += " \(aligned(violations, 4)) violations"
        text +=
            " \(aligned(Int(seconds.rounded()), 6)) s \(aligned(Int(rate.rounded()), 6)) cases/s"
        if !details.isEmpty {
            let parts = details.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            text += "\n         " + parts.joined(separator: ", ")
        }
        for reason in skipped { text += "\n         skipped: \(reason)" }
        return text
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func aligned(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
