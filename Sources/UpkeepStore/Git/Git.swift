import Subprocess

/// Runs git on a repository, in such a way that the repository cannot make it run anything else.
///
/// A repository's own settings name programs: hooks, filters, pagers, a file-system monitor, programs that check signatures. What
/// is run here uses none of them, reads objects and never the work tree, and opens no connection.
package struct Git: Sendable {
    /// A folder in the checkout, or the repository itself.
    let folder: String

    /// What git writes at most, in bytes: more than the manifests of a tree can have.
    private static let outputLimit = 268_435_456
    private static let errorLimit = 65_536
    /// How many more files a run may open, itself and for waiting: some 16, and half of that for whoever opens others meanwhile.
    private static let openFiles = 24
    /// How many threads and processes a run may start, git among them: eight, and half of that on top.
    private static let threads = 12

    /// Which repository it is: found by nobody else, since git would go on looking in the folders around one that it does not take.
    private let location: [String]

    /// A checkout, and the folder that git keeps for it.
    init(_ folder: String, repository: String?) {
        self.folder = folder
        location =
            ["--git-dir=\(repository ?? "\(folder)/.git")", "--work-tree=\(folder)"]
    }

    /// A repository without a checkout.
    init(bare folder: String) {
        self.folder = folder
        location = ["--git-dir=."]
    }

    /// How a run of git has ended.
    struct Outcome: Sendable {
        let isSuccess: Bool
        let output: [UInt8]
        let errors: String
    }

    /// What git writes; an error when it fails.
    func output(
        _ words: [String],
        input: [UInt8] = [],
        fallingShort explanation: String
    ) throws(StoreError) -> [UInt8] {
        let outcome = try run(words, input: input)
        if outcome.isSuccess { return outcome.output }
        throw StoreError(
            .io,
            folder,
            "\(explanation): \(outcome.errors)",
            help: "the command was: git \(words.joined(separator: " "))"
        )
    }

    /// Runs git to its end.
    func run(
        _ words: [String],
        input: [UInt8] = [],
        settings: [String] = []
    ) throws(StoreError) -> Outcome {
        let arguments = Self.harmless + settings.flatMap { ["-c", $0] }
        return try start(["-C", folder] + location + arguments + words, Self.secluded, input)
    }

    /// Settings that come before those of any file.
    private static let harmless =
        ["--no-pager", "--no-replace-objects"]
        + [
            "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.alternateRefsCommand=",
            // Whoever may read the manifests may read the repository that they lie in.
            "safe.directory=*", "safe.bareRepository=all",
        ].flatMap { ["-c", $0] }

    /// The variables that git gets: none of the caller's but the way to programs.
    private static var secluded: [String: String] {
        [
            "PATH": ProcessEnvironment.variables()["PATH"] ?? "/usr/bin:/bin",
            "LC_ALL": "C",
            "HOME": "/nonexistent",
            "GNUPGHOME": "/nonexistent",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_ALLOW_PROTOCOL": "",
            "GIT_TERMINAL_PROMPT": "0",
        ]
    }

    /// Runs git with what the user has set up for it, such as names, proxies and keys, to talk to another repository.
    ///
    /// Hooks are not run. It is ended when it takes longer than the patience.
    func reachOut(_ words: [String], patience: Duration) throws(StoreError) -> Outcome {
        var variables = ProcessEnvironment.variables().filter { name, _ in
            !name.hasPrefix("UPKEEP_") && !Self.repositoryVariables.contains(name)
        }
        variables["LC_ALL"] = "C"
        // Nobody is there to be asked.
        variables["GIT_TERMINAL_PROMPT"] = "0"
        let settings = ["gc.autoDetach=false", "maintenance.autoDetach=false"]
        let arguments = Self.harmless + settings.flatMap { ["-c", $0] }
        return try start(
            ["-C", folder] + location + arguments + words,
            variables,
            [],
            patience: patience
        )
    }

    /// The variables that lead git to another repository (git-rev-parse(1), `--local-env-vars`).
    private static let repositoryVariables: Set = [
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_DIR", "GIT_GRAFT_FILE",
        "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_NAMESPACE", "GIT_NO_REPLACE_OBJECTS",
        "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    ]

    /// Starts git and waits for its end, or ends it when it takes longer than the patience.
    private func start(
        _ arguments: [String],
        _ variables: [String: String],
        _ input: [UInt8],
        patience: Duration? = nil
    ) throws(StoreError) -> Outcome {
        // Where these are not to be had, swift-subprocess and Dispatch below it trap, or wait for ever.
        guard OpenFiles.areLeft(Self.openFiles), Thread.areLeft(Self.threads) else {
            throw StoreError(
                .io,
                folder,
                "git cannot be run: the system lends no more files or threads",
                help: "raise the limits of the process: ulimit -n, ulimit -u"
            )
        }
        let environment = Environment.custom(
            Dictionary(
                uniqueKeysWithValues: variables.compactMap { name, value in
                    Environment.Key(rawValue: name).map { ($0, value) }
                }
            )
        )
        let folder = folder
        var platform = PlatformOptions()
        if patience != nil {
            // What git has started, such as ssh, ends with it, and it has the time to take its locks away.
            platform.createSession = true
            platform.teardownSequence = [
                .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(5))
            ]
        }
        let options = platform
        let result = Waiting.value(atMost: patience) { () async -> Result<Outcome, StoreError> in
            do {
                let ended = try await Subprocess.run(
                    .name("git"),
                    arguments: Arguments(arguments),
                    environment: environment,
                    platformOptions: options,
                    input: .array(input),
                    output: .bytes(limit: Self.outputLimit),
                    error: .string(limit: Self.errorLimit)
                )
                let isLate = Task.isCancelled && !ended.terminationStatus.isSuccess
                return .success(
                    Outcome(
                        isSuccess: ended.terminationStatus.isSuccess,
                        output: ended.standardOutput,
                        errors: isLate
                            ? "it took too long"
                            : Self.reason(ended.standardError, withCause: patience != nil)
                    )
                )
            } catch {
                return .failure(
                    StoreError(.io, folder, "git cannot be run: \(error)", help: "install git")
                )
            }
        }
        return try result.get()
    }

    /// What git says why it has failed: its own words, and with `cause` what somebody else has said before, such as a transport.
    ///
    /// Of settings it quotes the values, which may be those of a file that they include.
    private static func reason(_ text: String, withCause: Bool) -> String {
        let lines = text.split(separator: "\n").map(String.init)
        let fatal = lines.last { $0.hasPrefix(mark) } ?? lines.last ?? ""
        if fatal.contains(" config ") { return "it does not take the settings of this repository" }
        let words = fatal.hasPrefix(mark) ? String(fatal.dropFirst(mark.count)) : fatal
        guard withCause, let cause = lines.first, cause != fatal else { return words }
        return "\(cause): \(words)"
    }

    private static let mark = "fatal: "
}
