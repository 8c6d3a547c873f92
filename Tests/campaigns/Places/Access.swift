import Glibc

/// A store that somebody may not write, or not all of.
struct Access: Sendable {
    let name: String
    /// Prepares the store as a line of the shell in its folder, as root.
    let line: String
    /// Whether the apply runs as somebody without any rights of root's.
    var isOther = true
    /// Whether what was changed does not get in the way, as a folder's owner may replace any file in it.
    var isHarmless = false

    private static let other = "65534"

    static let all = [
        Access(name: "folder of root's", line: "chown root . && chmod 755 ."),
        Access(name: "folder that is closed", line: "chown root . && chmod 700 ."),
        Access(name: "folder without writing", line: "chmod 500 ."),
        Access(name: "folder without reading", line: "chmod 300 ."),
        Access(name: "state without reading", line: "chmod -f 000 state.json"),
        Access(
            name: "state without writing",
            line: "chmod -f 400 state.json; true",
            isHarmless: true
        ),
        Access(name: "state of root's", line: "chown root state.json && chmod 600 state.json"),
        Access(name: "lock of root's", line: ": >>state.json.lock; chown root state.json.lock"),
        Access(
            name: "lock without writing",
            line: ": >>state.json.lock; chmod 400 state.json.lock"
        ),
        Access(name: "history of root's", line: "chown -f root history.jsonl"),
        Access(name: "history without writing", line: "chmod -f 400 history.jsonl"),
        Access(name: "everything of root's", line: "chown -R root ."),
        Access(
            name: "disk that is read-only",
            line: "mount --bind . . && mount -o remount,bind,ro .",
            isOther: false
        ),
    ]

    func problems(_ bench: Bench, in folder: String) throws -> [String] {
        let store = try bench.store(in: folder)
        let isFirst = !Files.exists(store.folder)
        try Files.makeFolder(store.folder)
        try Child.check("chown", "-R", Self.other, folder)
        let prepared = try Child.run(["sh", "-c", "cd '\(store.folder)' && \(line)"])
        // Some files are not there before the first apply.
        if prepared.status != 0, !isFirst { throw Failure("\(name): \(prepared)") }
        let user = [
            "setpriv", "--reuid=\(Self.other)", "--regid=\(Self.other)", "--clear-groups",
        ]
        let outcome = try Child.run((isOther ? user : []) + bench.words(store), atMost: 10)
        if !isOther { Mounts.unmount(store.folder) }
        try Child.check("chown", "-R", "root", folder)
        try Child.check("chmod", "-R", "u+rwX", folder)
        var problems: [String] = []
        if ![0, 1, 7].contains(outcome.status) { problems.append("\(outcome)") }
        if isHarmless, outcome.status != 0 { problems.append("it gave up: \(outcome)") }
        let place = bench.oracle.place(in: store)
        if place != (outcome.status == 0 ? .new : .old) { problems.append("\(outcome): \(place)") }
        if outcome.status != 0, !outcome.output.contains("error: ") {
            problems.append("no error is told: \(outcome)")
        }
        return problems + bench.oracle.recovery(of: store)
    }
}
