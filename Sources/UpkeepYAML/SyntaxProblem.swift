/// What libyaml says when it cannot read on, in its words.
struct SyntaxProblem {
    let problem: String
    /// What it was doing, when it says so.
    let context: String
    /// Where it could not read on.
    let offset: Int
    /// Where what it was doing began.
    let contextOffset: Int?

    /// Whether it is about a line that begins with `%`.
    var concernsDirective: Bool {
        problem.contains("directive") || context.contains("directive")
            || problem == "found incompatible YAML document"
    }

    /// Whether it is about a tag.
    var concernsTag: Bool {
        context == "while scanning a tag" || problem == "found undefined tag handle"
    }
}
