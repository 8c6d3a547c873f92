import ArgumentParser
import UpkeepEngine
import UpkeepSource
import UpkeepStore

struct StateVerifyCommand: ExemplaryCommand {
    static let example = "upkeep state verify --state /var/lib/upkeep/state.json"
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check the state, its backups and its history."
    )

    @OptionGroup var state: StateOptions

    func run() throws {
        let report = try state.store().verify()
        var lines = report.sound.map { "ok   \($0)" }
        lines += report.remarks.map { "note \($0)" }
        lines += report.problems.map { "BAD  \($0)" }
        try Console().write(lines.map { $0.printable + "\n" }.joined())
        try (report.problems.isEmpty ? ExitStatus.done : .corruptState).end()
    }
}

struct StateRestoreCommand: ExemplaryCommand {
    static let example = "upkeep state restore 1"
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract:
            "Bring back a former state, as a new serial; a damaged one is kept under another name."
    )

    @OptionGroup var state: StateOptions

    @Argument(help: "Which backup, 1 being the newest; without it the newest good one.")
    var number: Int?

    func validate() throws {
        if let number, !(1...StateStore.backupCount).contains(number) {
            throw ValidationError("Backups are numbered 1 to \(StateStore.backupCount).")
        }
    }

    func run() throws {
        let now = Instant(secondsSinceEpoch: ProcessEnvironment.now())
        let record = LockRecord.current(operation: "state restore", now: now)
        Interrupts.enter(.commit)
        let result = try state.store().restore(number, as: record, now: now)
        if let problem = result.commit.historyProblem { Console().warn(ofHistory: problem) }
        try Console().write(
            "Restored backup \(result.backup) as serial \(result.commit.identity.serial).\n"
        )
    }
}

struct StateUnlockCommand: ExemplaryCommand {
    static let example = "upkeep state unlock"
    static let configuration = CommandConfiguration(
        commandName: "unlock",
        abstract: "Clear what a killed apply has left in the lock file.",
        discussion: """
            The lock itself goes with the process that holds it. While one holds it, this command says which, and \
            clears nothing.
            """
    )

    @OptionGroup var state: StateOptions

    func run() throws {
        let now = Instant(secondsSinceEpoch: ProcessEnvironment.now())
        let stale = try state.store().clearLock(as: .current(operation: "state unlock", now: now))
        let text = stale.map {
            "Not locked. Cleared the record of process \($0.processID) on \($0.host), \($0.operation) since \($0.since)."
        }
        try Console().write((text ?? "Not locked.").printable + "\n")
    }
}
