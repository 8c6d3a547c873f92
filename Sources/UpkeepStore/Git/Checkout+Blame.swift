import UpkeepEngine

extension Checkout {
    /// The commit that a line comes from.
    package struct LineOrigin: Hashable, Sendable {
        package let commit: String
        /// `Name <address>`.
        package let author: String
        package let writtenAt: Instant
        /// The first line of the commit's message.
        package let summary: String
    }

    /// Who wrote some lines of a file, as a commit has it, by their numbers.
    ///
    /// The path is one below the top of the checkout.
    package func origins(
        ofLines lines: ClosedRange<Int>,
        in path: String,
        at commit: String
    ) throws(StoreError) -> [Int: LineOrigin] {
        let output = try git.output(
            // Programs that the repository names for showing files are not run.
            [
                "blame", "--no-textconv", "--porcelain", "-L",
                "\(lines.lowerBound),\(lines.upperBound)", commit, "--", path,
            ],
            fallingShort: "the authors of \(path) cannot be told"
        )
        return Self.origins(in: String(decoding: output, as: UTF8.self))
    }

    /// Takes git's answer apart: `COMMIT LINE-THEN LINE-NOW`, at its first time the facts of the commit, and the line behind a tab
    /// (git-blame(1), "THE PORCELAIN FORMAT").
    private static func origins(in text: String) -> [Int: LineOrigin] {
        var facts: [String: [String: String]] = [:]
        var commits: [Int: String] = [:]
        var current = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("\t") { continue }
            let words = line.split(separator: " ", maxSplits: 3)
            if words.count >= 3, words[0].count >= 40, words[0].allSatisfy(\.isHexDigit),
                let number = Int(words[2])
            {
                current = String(words[0])
                commits[number] = current
            } else if let space = line.firstIndex(of: " ") {
                let value = line[line.index(after: space)...]
                facts[current, default: [:]][String(line[..<space])] = String(value)
            }
        }
        return commits.mapValues { commit in
            let known = facts[commit] ?? [:]
            return LineOrigin(
                commit: commit,
                author: "\(known["author"] ?? "") \(known["author-mail"] ?? "")",
                writtenAt: Instant(
                    secondsSinceEpoch: known["author-time"].flatMap { Int64($0) } ?? 0
                ),
                summary: known["summary"] ?? ""
            )
        }
    }
}
