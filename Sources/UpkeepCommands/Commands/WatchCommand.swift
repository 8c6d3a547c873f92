import ArgumentParser
import UpkeepEngine
import UpkeepServer
import UpkeepSource
import UpkeepStore

/// Follows a repository and reconciles each new commit.
struct WatchCommand: ExemplaryCommand {
    static let example =
        "upkeep watch --remote https://git.acme.example/status.git --branch main status/"
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Follow a git checkout or a remote branch, and reconcile each new commit once.",
        discussion: """
            Manifests are read from the commit, never from the files of a checkout. A commit that is invalid or refused leaves the \
            state as it is, and is reported in the log and in the metrics. A broken manifest freezes only what it declares: the \
            others are applied, and nothing goes that it may declare. What the machine refuses is tried again, more and more seldom. \
            `upkeep suspend` and `upkeep resume` stop it and let it go on. `upkeep serve --watch` serves as well.
            """
    )

    @OptionGroup var manifests: TreeOptions
    @OptionGroup var state: StateOptions
    @OptionGroup var watching: WatchOptions

    @Flag(help: "Look once, reconcile what is new, and end; the exit status is that of reconcile.")
    var once = false

    @Option(
        help: .init(
            "Where to serve /healthz, /readyz and /metrics; or off.",
            valueName: "address:port"
        ),
        transform: AdminAddress.init
    )
    var adminListen = AdminAddress.off

    @Option(help: "The form of the log on standard error: text or json.")
    var logFormat: LineLogHandler.Form = .text

    func validate() throws {
        if state.path == "-" { throw ValidationError("watch changes the file of a state.") }
    }

    func run() throws {
        let store = watching.store(state, manifests)
        let plan = WatchPlan(
            reconciliation: try watching.reconciliation(manifests, store),
            interval: watching.interval
        )
        Interrupts.enter(.serving)
        let serving = Serving(
            store,
            on: nil,
            admin: adminListen.address,
            threads: 1,
            ServerOptions(),
            logForm: logFormat,
            logsRequests: false,
            publishesState: false,
            watching: plan
        )
        if once { return try serving.watchOnce(plan).end() }
        try serving.run()
    }
}

struct SuspendCommand: ExemplaryCommand {
    static let example =
        "upkeep suspend --reason 'database upgrade' --state status/.upkeep/state.json"
    static let configuration = CommandConfiguration(
        commandName: "suspend",
        abstract: "Let watchers of a state reconcile nothing until `upkeep resume`."
    )

    @OptionGroup var state: StateOptions

    @Option(help: .init("Why, for whoever looks at the log.", valueName: "text"))
    var reason = ""

    func validate() throws {
        if state.path == "-" { throw ValidationError("suspend is about the file of a state.") }
        if reason.utf8.count > 1_000 {
            throw ValidationError("--reason takes at most 1,000 bytes.")
        }
    }

    func run() throws {
        let store = state.store()
        let now = Instant(secondsSinceEpoch: ProcessEnvironment.now())
        let record = LockRecord.current(operation: "suspend", now: now)
        // Whatever the state is like: it may be what is the matter.
        try Suspension(since: now, reason: reason).write(store, as: record)
        try Console().write("Suspended: no commit is reconciled until `upkeep resume`.\n")
    }
}

struct ResumeCommand: ExemplaryCommand {
    static let example = "upkeep resume --state status/.upkeep/state.json"
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Let watchers of a state go on."
    )

    @OptionGroup var state: StateOptions

    func run() throws {
        let store = state.store()
        guard Suspension.read(store) != nil else {
            return try Console().write("Nothing is suspended.\n")
        }
        try Suspension.end(store)
        try Console().write("Watchers go on with their next look.\n")
    }
}
