/// Something in upkeep that keeps a promise of the commit, and how it is taken out.
struct Guard: Sendable {
    /// A campaign that has to notice when it is gone.
    enum Catcher: Sendable {
        case errors(String)
        case kills(String)
        case chain
        case power
        case places
        case damage
        case crowd
        case order
    }

    let name: String
    let file: String
    /// What stands in the file exactly once.
    let text: String
    let replacement: String
    /// Each of them has to notice.
    let catchers: [Catcher]
    /// Why a campaign that one would expect here cannot notice.
    var remark: String?

    private static let store = "Sources/UpkeepStore/State/StateStore.swift"
    private static let history = "Sources/UpkeepStore/State/History.swift"
    private static let coding = "Sources/UpkeepStore/State/StateCoding.swift"
    private static let folder = "Sources/UpkeepStore/Files/Folder.swift"
    private static let journal =
        "on ext4 and xfs another fsync carries it to the disk, so no power cut can show it"

    static let all = syncs + exclusions + sums + remnants + keys
}

extension Guard {
    /// What makes a commit last.
    private static let syncs = [
        Guard(
            name: "fsync of the new state",
            file: store,
            text: "try file.write(bytes)\n        try file.sync()\n",
            replacement: "try file.write(bytes)\n",
            catchers: [.power, .order]
        ),
        Guard(
            name: "fsync of the folder behind the rename",
            file: store,
            text: "        try folder.sync()\n        var problem",
            replacement: "        var problem",
            catchers: [.order],
            remark: journal
        ),
        Guard(
            name: "fsync of the history",
            file: history,
            text: ".utf8))\n        try file.sync()\n",
            replacement: ".utf8))\n",
            catchers: [.power, .order]
        ),
        Guard(
            name: "fsync of the folder of a new history",
            file: history,
            text: "        if bytes.isEmpty { try folder.sync() }\n",
            replacement: "",
            catchers: [.order],
            remark: journal
        ),
        Guard(
            name: "fsync of the folder that a new folder stands in",
            file: store,
            text: "        try outer.sync()\n",
            replacement: "",
            catchers: [.order],
            remark: journal
        ),
    ]

    /// What keeps others out.
    private static let exclusions = [
        Guard(
            name: "lock",
            file: "Sources/UpkeepStore/State/StateLock.swift",
            text: "LOCK_EX",
            replacement: "LOCK_SH",
            catchers: [.crowd]
        ),
        Guard(
            name: "exclusive open",
            file: folder,
            text: "| (isNew ? O_EXCL : 0)",
            replacement: "",
            catchers: [.places]
        ),
        Guard(
            name: "no link is followed in reading",
            file: folder,
            text: "O_RDONLY | O_NOFOLLOW | O_CLOEXEC",
            replacement: "O_RDONLY | O_CLOEXEC",
            catchers: [.places]
        ),
        Guard(
            name: "no link is followed in writing",
            file: folder,
            text: "O_RDWR | O_CREAT | O_NOFOLLOW",
            replacement: "O_RDWR | O_CREAT",
            catchers: [.places]
        ),
        Guard(
            name: "no link to the folder is followed",
            file: folder,
            text: "(followsLink ? 0 : O_NOFOLLOW)",
            replacement: "0",
            catchers: [.places]
        ),
        Guard(
            name: "no waiting for a pipe",
            file: folder,
            text: "O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK",
            replacement: "O_RDONLY | O_NOFOLLOW | O_CLOEXEC",
            catchers: [.places]
        ),
    ]

    /// What notices damage.
    private static let sums = [
        Guard(
            name: "comparison of the checksum",
            file: coding,
            text: "checksum == parts.checksum(checksum)",
            replacement: "checksum == parts.checksum(checksum) || !checksum.isEmpty",
            catchers: [.damage]
        ),
        Guard(
            name: "comparison of the digest",
            file: coding,
            text: "digest == resourcesDigest",
            replacement: "!digest.isEmpty && !resourcesDigest.isEmpty",
            catchers: [.damage]
        ),
        Guard(
            name: "comparison with the canonical form",
            file: coding,
            text: "frame(of: state, checksum: checksum) == parts.frame",
            replacement: "!frame(of: state, checksum: checksum).isEmpty",
            catchers: [.damage]
        ),
        Guard(
            name: "no new beginning when the state is gone",
            file: store,
            text:
                "for trace in [historyName, backupName(1)] where try folder.status(trace) != nil {",
            replacement:
                "for trace in [\"\"] where try folder.status(historyName) != nil && trace != \"\" {",
            catchers: [.damage]
        ),
        Guard(
            name: "chain of the history",
            file: history,
            text: "if entry.previous != previous {",
            replacement: "if entry.previous != previous, previous.count > 64 {",
            catchers: [.damage]
        ),
    ]

    /// What keeps every valid key in somebody's hands.
    private static let keys = [
        Guard(
            name: "sealed text in the commit that makes the key valid",
            file: "Sources/UpkeepKinds/Keys/KeyIssuing.swift",
            text: "            sealed: issued.sealed\n",
            replacement: "            sealed: nil\n",
            catchers: [.kills("key ")]
        ),
        Guard(
            name: "overlap of a rotated key",
            file: "Sources/UpkeepKinds/Keys/KeyIssuing.swift",
            text: ".rotated, after: after.overlap)",
            replacement: ".rotated)",
            catchers: [.kills("rotation ")]
        ),
    ]

    /// What deals with a run that came to an early end.
    private static let remnants = [
        Guard(
            name: "removal of what an earlier run has left",
            file: store,
            text: "        try folder.remove(temporaryName)\n        let current = try readCurrent",
            replacement: "        let current = try readCurrent",
            catchers: [.chain]
        ),
        Guard(
            name: "removal of what a failing run would leave",
            file: store,
            text: "            try? folder.remove(temporaryName)\n",
            replacement: "",
            catchers: [.errors("update")]
        ),
        Guard(
            name: "mending of a torn history",
            file: history,
            text: "        if whole < bytes.count { try file.truncate(to: whole) }\n",
            replacement: "",
            catchers: [.kills("mending")]
        ),
        Guard(
            name: "no interruption from the commit on",
            file: "Sources/UpkeepCommands/Workflow/Reconciliation.swift",
            text: "            Interrupts.enter(.commit)\n",
            replacement: "",
            catchers: [.kills("SIGTERM")]
        ),
        Guard(
            name: "failure of an fsync",
            file: "Sources/UpkeepStore/Files/FileDescriptor.swift",
            text: "if fsync(number) != 0 {",
            replacement: "if fsync(number) > 0 {",
            catchers: [.errors("fsync")]
        ),
        Guard(
            name: "reading again after an interruption",
            file: "Sources/UpkeepStore/Files/FileDescriptor.swift",
            text: "            if failure == EINTR { continue }\n",
            replacement: "",
            catchers: [.errors("read EINTR")]
        ),
    ]
}
