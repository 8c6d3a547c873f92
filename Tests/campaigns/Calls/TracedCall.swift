/// A line of a trace, taken apart.
struct TracedCall {
    let name: String
    let descriptor: Int?
    /// What the first descriptor stands for.
    let path: String
    /// The arguments in quotes.
    let texts: [String]
    let hasSucceeded: Bool
    /// What the resulting descriptor stands for.
    let result: String

    init?(_ line: Substring) {
        guard let match = line.firstMatch(of: /^\d+ +(\w+)\((.*)\) += (-?\d+)(?:<(.*)>)?/) else {
            return nil
        }
        name = String(match.1)
        hasSucceeded = !match.3.hasPrefix("-")
        result = match.4.map(String.init) ?? ""
        let first = match.2.firstMatch(of: /^(\d+)<([^>]*)>/)
        descriptor = first.flatMap { Int($0.1) }
        path = first.map { String($0.2) } ?? ""
        texts = match.2.matches(of: /"([^"]*)"/).map { String($0.1) }
    }
}
