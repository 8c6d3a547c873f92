/// Finds what somebody probably meant to write.
package enum Suggestion {
    /// The candidate nearest to a word, when it is near enough to be a slip: within a third of the word's length.
    package static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
        let characters = Array(word.lowercased().prefix(64))
        let limit = max(1, (characters.count + 1) / 3)
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let other = Array(candidate.lowercased().prefix(64))
            guard abs(other.count - characters.count) <= limit else { continue }
            let distance = distance(characters, other)
            guard distance <= limit, distance < best?.distance ?? .max else { continue }
            best = (candidate, distance)
        }
        return best?.candidate
    }

    /// The number of insertions, deletions, replacements and swaps of neighbours that make one word the other
    /// (optimal string alignment).
    private static func distance(_ lhs: [Character], _ rhs: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...rhs.count)
        for row in lhs.indices {
            var current = [row + 1]
            for column in rhs.indices {
                let same = lhs[row] == rhs[column]
                var cost = min(
                    last[column + 1] + 1,
                    current[column] + 1,
                    last[column] + (same ? 0 : 1)
                )
                if row > 0, column > 0, lhs[row] == rhs[column - 1], lhs[row - 1] == rhs[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[rhs.count]
    }
}
