/// What an apply has to do while a fault hits it.
struct Scenario: Sendable {
    let name: String
    /// The trees that were applied before, one after the other.
    let before: [[String: String]]
    let after: [String: String]
    var options: [String] = []
    /// Whether it makes keys, which somebody has to hold whenever they are valid.
    var makesKeys = false
    /// Whether an earlier apply was killed in the middle, so that this one has something to mend.
    var isTorn = false

    static let all = [
        Scenario(name: "first", before: [], after: Trees.monitors(3)),
        Scenario(name: "no-change", before: [Trees.monitors(3)], after: Trees.monitors(3)),
        update,
        Scenario(name: "delete", before: [Trees.monitors(8)], after: Trees.monitors(6)),
        Scenario(
            name: "rename",
            before: [Trees.monitors(3)],
            after: Trees.monitors(3, renaming: true)
        ),
        Scenario(
            name: "tenth",
            before: (1...10).map { Trees.monitors(3, interval: 60 + $0) },
            after: Trees.monitors(3)
        ),
        Scenario(
            name: "mending",
            before: [Trees.monitors(3), Trees.monitors(3, interval: 30)],
            after: Trees.monitors(3, interval: 90),
            isTorn: true
        ),
        Scenario(name: "key", before: [], after: Trees.keys(rotation: 1), makesKeys: true),
        Scenario(
            name: "rotation",
            before: [Trees.keys(rotation: 1)],
            after: Trees.keys(rotation: 2),
            makesKeys: true
        ),
        Scenario(
            name: "thousand",
            before: [Trees.monitors(1_000)],
            after: Trees.monitors(1_000, interval: 30)
        ),
    ]

    static let update = Scenario(
        name: "update",
        before: [Trees.monitors(3)],
        after: Trees.monitors(3, interval: 30)
    )
}
