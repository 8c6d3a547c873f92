/// Finds the route of a path.
struct Router: Sendable {
    let routes: [Route]
    /// The routes without variables.
    private let fixed: [String: Int]
    /// The others, by the number of their segments.
    private let patterns: [[(place: Int, pattern: PathPattern)]]

    init(_ routes: [Route]) {
        self.routes = routes
        var fixed: [String: Int] = [:]
        var patterns: [[(place: Int, pattern: PathPattern)]] = []
        for (place, route) in routes.enumerated() {
            if route.path.variables.isEmpty {
                fixed[route.path.text] = place
                continue
            }
            let count = route.path.segments.count
            while patterns.count <= count { patterns.append([]) }
            patterns[count].append((place, route.path))
        }
        self.fixed = fixed
        self.patterns = patterns
    }

    /// The place of the route that a path belongs to, and what stands for its variables.
    ///
    /// A path has one spelling: empty segments, a slash at the end, dots and percent-encoding lead nowhere.
    func find(_ path: String) -> (place: Int, variables: [String])? {
        if let place = fixed[path] { return (place, []) }
        guard path.utf8.first == UInt8(ascii: "/"), !path.utf8.contains(UInt8(ascii: "%")) else {
            return nil
        }
        let segments = path.utf8.dropFirst().split(
            separator: UInt8(ascii: "/"),
            omittingEmptySubsequences: false
        )
        guard segments.count < patterns.count else { return nil }
        for (place, pattern) in patterns[segments.count] {
            if let variables = Self.match(segments, pattern) { return (place, variables) }
        }
        return nil
    }

    /// Whether a path is that of a page but for a slash at its end.
    func isPage(withSlash path: String) -> Bool {
        guard path.hasSuffix("/"), path != "//", let (place, _) = find(String(path.dropLast()))
        else {
            return false
        }
        if case .text(.html) = routes[place].shape { return true }
        return false
    }

    private static func match(
        _ segments: [Substring.UTF8View],
        _ pattern: PathPattern
    ) -> [String]? {
        var variables: [String] = []
        for (segment, expected) in zip(segments, pattern.segments) {
            switch expected {
            case .literal(let text):
                guard segment.elementsEqual(text.utf8) else { return nil }
            case .variable(_, let suffix):
                let value = segment.dropLast(suffix.utf8.count)
                guard !value.isEmpty, segment.count > suffix.utf8.count,
                    segment.suffix(suffix.utf8.count).elementsEqual(suffix.utf8),
                    !value.allSatisfy({ $0 == UInt8(ascii: ".") })
                else { return nil }
                variables.append(String(Substring(value)))
            }
        }
        return variables
    }
}
