import UpkeepSource

/// How many settings were carried over, and which were not.
struct ImportAccount {
    /// A setting that is not in the manifest.
    struct Left {
        let path: String
        let reason: LeftReason
        let file: String
        let position: SourcePosition
    }

    /// Settings of the same meaning, left for the same reason.
    struct Group {
        let pattern: String
        let first: Left
        var count: Int
    }

    private struct GroupKey: Hashable {
        let pattern: String
        let reason: LeftReason
    }

    private(set) var carried = 0
    /// Values that have no effect where they stand.
    private(set) var idle = 0
    private(set) var left: [Left] = []
    private(set) var groups: [Group] = []
    private var places: [GroupKey: Int] = [:]

    /// The settings that have an effect.
    var settings: Int { carried + left.count }

    /// The share that was carried over in whole percents, rounded down: nothing is complete that is not.
    var percent: Int { settings == 0 ? 100 : carried * 100 / settings }

    mutating func count(_ mark: Ledger.Mark, _ walk: inout LedgerWalk, at node: Node) {
        switch mark {
        case .surrounding: break
        case .idle: idle += 1
        case .carried: carried += 1
        case .left(let reason):
            add(
                Left(
                    path: walk.path.text,
                    reason: reason,
                    file: node.file.path,
                    position: walk.position(of: node)
                ),
                walk.path.pattern
            )
        }
    }

    private mutating func add(_ setting: Left, _ pattern: String) {
        left.append(setting)
        let key = GroupKey(pattern: pattern, reason: setting.reason)
        if let place = places[key] {
            groups[place].count += 1
        } else {
            places[key] = groups.count
            groups.append(Group(pattern: pattern, first: setting, count: 1))
        }
    }
}
