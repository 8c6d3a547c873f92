import ArgumentParser
import Logging
import UpkeepEngine
import UpkeepServer
import UpkeepSource
import UpkeepStore

struct ServeCommand: ExemplaryCommand {
    static let example = "upkeep serve --state status/.upkeep/state.json --listen 127.0.0.1:8080"
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the state over HTTP, read-only: the API that integrations read.",
        discussion: """
            The server follows the state by itself: what `reconcile` or `keys revoke` has committed holds for every request \
            that begins afterwards. It speaks HTTP without TLS, for a proxy in front of it. SIGTERM ends it when the \
            requests that are being answered have ended.
            """
    )

    @OptionGroup var state: StateOptions

    @Flag(help: "Also follow a repository and reconcile each new commit, as `upkeep watch` does.")
    var watch = false

    @Option(
        help: .init("Where to serve the API (default: 127.0.0.1:8080).", valueName: "address:port"),
        transform: ListenAddress.argument
    )
    var listen = ListenAddress(host: "127.0.0.1", port: 8_080)

    @Option(
        help: .init(
            "Where to serve /healthz, /readyz and /metrics; or off (default: 127.0.0.1:9090).",
            valueName: "address:port"
        ),
        transform: AdminAddress.init
    )
    var adminListen = AdminAddress(ListenAddress(host: "127.0.0.1", port: 9_090))

    @OptionGroup(title: "Limits") var limits: ServeOptions

    @Option(help: .init("How many threads answer (default: the processors).", valueName: "number"))
    var threads: Int?

    @Option(help: "The form of the log on standard error: text or json.")
    var logFormat: LineLogHandler.Form = .text

    @Flag(
        help:
            "Also offer a copy of the state at /state.json, for pipelines to plan against: without hashes of keys, but with everything else that is declared."
    )
    var publishState = false

    @Flag(help: "Do not log requests.")
    var noAccessLog = false

    @OptionGroup(title: "Watching") var manifests: TreeOptions
    @OptionGroup(title: "Watching") var watching: WatchOptions

    func validate() throws {
        if state.path == "-" {
            throw ValidationError("The server follows the file of a state: name it with --state.")
        }
        if !watch, watching.isGiven || !manifests.paths.isEmpty {
            throw ValidationError("Manifests and a remote go with --watch.")
        }
        if let threads, !(1...1_024).contains(threads) {
            throw ValidationError("--threads has to be a number from 1 to 1024.")
        }
    }

    func run() throws {
        let store = watch ? watching.store(state, manifests) : state.store()
        let plan =
            watch
            ? WatchPlan(
                reconciliation: try watching.reconciliation(manifests, store),
                interval: watching.interval
            ) : nil
        Interrupts.enter(.serving)
        try Serving(
            store,
            on: listen,
            admin: adminListen.address,
            threads: threads ?? Parallel.width,
            limits.options(openFiles: OpenFiles.raiseLimit()),
            logForm: logFormat,
            logsRequests: !noAccessLog,
            publishesState: publishState,
            watching: plan
        ).run()
    }
}

extension LineLogHandler.Form: ExpressibleByArgument {}

extension ListenAddress {
    /// Reads an option's value, or says why it is none.
    fileprivate static func argument(_ text: String) throws -> ListenAddress {
        guard let address = ListenAddress(text) else {
            throw ValidationError("Write an address and a port: 127.0.0.1:8080, [::1]:8080, :8080")
        }
        return address
    }
}

/// Where operators' questions are answered, if anywhere.
struct AdminAddress: CustomStringConvertible {
    let address: ListenAddress?
    let description: String

    static let off = AdminAddress(nil)

    fileprivate init(_ address: ListenAddress?) {
        self.address = address
        description = address?.description ?? "off"
    }

    init(_ text: String) throws {
        description = text
        address = text == "off" ? nil : try ListenAddress.argument(text)
    }
}
