/// Everything that a run has found, each problem once.
package struct Diagnostics: Sendable {
    /// How many errors a run shows; the rest are counted.
    package static let shownErrors = 100

    package private(set) var all: [Diagnostic] = []
    private var seen: Set<Diagnostic> = []

    package init() {}

    package var isEmpty: Bool { all.isEmpty }

    package private(set) var errorCount = 0

    package var hasErrors: Bool { errorCount > 0 }

    package var warningCount: Int { all.count - errorCount }

    /// Adds a problem; one that is there already is not added again.
    package mutating func report(_ diagnostic: Diagnostic) {
        guard seen.insert(diagnostic).inserted else { return }
        all.append(diagnostic)
        if diagnostic.severity == .error { errorCount += 1 }
    }

    package mutating func merge(_ other: Diagnostics) {
        for diagnostic in other.all { report(diagnostic) }
    }

    /// All of them by path and position; what has no place in a file comes first.
    package var sorted: [Diagnostic] {
        all.sorted { lhs, rhs in
            switch (lhs.range, rhs.range) {
            case (nil, nil): lhs.message < rhs.message
            case (nil, _): true
            case (_, nil): false
            case (let left?, let right?):
                left == right ? lhs.message < rhs.message : left < right
            }
        }
    }
}
