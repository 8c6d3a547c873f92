import UpkeepSource

/// How many settings were carried over, and which were not.
struct ImportAccount {
    /// Where a value stands.
    struct Place {
        let path: String
        /// The path without the places in lists.
        let pattern: String
        let file: String
        let position: SourcePosition
    }

    /// A setting that is not in the manifest.
    struct Left {
        let place: Place
        let reason: LeftReason
    }

    /// Settings of the same meaning, or of the same part, left for the same reason.
    struct Group {
        /// Where the first of them stands, by itself.
        let single: Place
        /// Where the part stands that the first of them belongs to; itself when it was not left as one.
        let first: Place
        let reason: LeftReason
        var count = 0
        /// Whether there are such in several places.
        var isSpread = false
    }

    private struct GroupKey: Hashable {
        let pattern: String
        let reason: LeftReason
    }

    private(set) var carried = 0
    /// Values that have no effect where they stand.
    private(set) var idle = 0
    private(set) var left: [Left] = []
    /// In the order in which the first of each stands.
    private(set) var groups: [Group] = []
    private var places: [GroupKey: Int] = [:]

    /// The settings that have an effect.
    var settings: Int { carried + left.count }

    /// The share that was carried over in whole percents, rounded down: nothing is complete that is not.
    var percent: Int { settings == 0 ? 100 : carried * 100 / settings }

    /// Counts a setting; `whole` is the part of the file that was left as one, and that it belongs to.
    mutating func count(
        _ mark: Ledger.Mark,
        whole: Place?,
        _ walk: inout LedgerWalk,
        at node: Node
    ) {
        switch mark {
        case .surrounding: break
        case .idle: idle += 1
        case .carried: carried += 1
        case .left(let reason):
            let place = walk.place(of: node)
            left.append(Left(place: place, reason: reason))
            addToGroup(place, of: whole ?? place, reason)
        }
    }

    private mutating func addToGroup(_ single: Place, of place: Place, _ reason: LeftReason) {
        let key = GroupKey(pattern: place.pattern, reason: reason)
        let index = places[key] ?? groups.count
        if index == groups.count {
            places[key] = index
            groups.append(Group(single: single, first: place, reason: reason))
        }
        groups[index].count += 1
        if groups[index].first.path != place.path { groups[index].isSpread = true }
    }
}
