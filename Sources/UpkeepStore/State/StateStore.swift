import UpkeepEngine

/// A state file and what stands beside it: numbered backups, the history and the lock.
///
/// The only effect of an apply is that one file takes the place of another. At any instant a crash leaves the old state
/// or the new one.
package struct StateStore: Sendable {
    /// How many former states are kept, as `state.json.1`, the newest, to `.9`.
    package static let backupCount = 9

    /// The state file.
    package let path: String
    let folderPath: String
    let name: String

    /// Whether the state comes from standard input, where it can be read once and nothing stands beside it.
    package var isStandardInput: Bool { path == "-" }

    package init(path: String) {
        self.path = path
        let parts = path.split(separator: "/")
        name = parts.last.map(String.init) ?? "state.json"
        let folder = parts.dropLast().joined(separator: "/")
        folderPath = path.hasPrefix("/") ? "/" + folder : (folder.isEmpty ? "." : folder)
    }

    private var lockName: String { "\(name).lock" }
    private var temporaryName: String { ".\(name).tmp" }
    /// Beside a state with a name of its own stands a history with a name of its own.
    var historyName: String {
        name == "state.json" ? "history.jsonl" : "\(name).history.jsonl"
    }

    /// The path of a file that belongs to the state: what stands beside a state with a name of its own has a name of its own.
    package func beside(_ file: String) -> String {
        "\(folderPath)/" + (name == "state.json" ? file : "\(name).\(file)")
    }

    private func backupName(_ number: Int) -> String { "\(name).\(number)" }
}

// MARK: Reading

extension StateStore {
    /// The state; nil when there is none yet.
    package func load() throws(StoreError) -> State? {
        if isStandardInput {
            let bytes = try StandardInput.read(limit: StateCoding.sizeLimit)
            return try StateCoding.decode(bytes, path: "standard input")
        }
        guard let folder = try openFolder() else { return nil }
        return try readCurrent(in: folder, knowing: nil)
    }

    /// The state, with what only the history knows to be refused: an older copy may have been put back by hand.
    package func loadForKeys() throws(StoreError) -> State? {
        guard let state = try load() else { return nil }
        return isStandardInput ? state : Self.completed(state, by: try loadHistory())
    }

    /// A state that also refuses what only the history knows to be refused.
    static func completed(_ state: State, by history: [UInt8]) -> State {
        state.refusing(History.tombstones(in: history))
    }

    /// The state; one that is gone while its history or backups are there is no new beginning.
    ///
    /// One that has the bytes of a state that is known is not taken apart again.
    private func readCurrent(
        in folder: borrowing Folder,
        knowing known: State?
    ) throws(StoreError) -> State? {
        if let bytes = try bytes(of: name, in: folder) {
            if let known, !known.bytes.isEmpty, known.bytes == bytes { return known }
            do throws(StoreError) {
                return try StateCoding.decode(bytes, path: folder.path(of: name))
            } catch {
                let before = (try? read(backupName(1), in: folder)) ?? nil
                guard error.code == .corrupt,
                    let edits = StateEdits(bytes, before: before?.resources)
                else { throw error }
                throw edits.error(folder.path(of: name))
            }
        }
        for trace in [historyName, backupName(1)] where try folder.status(trace) != nil {
            throw StoreError(
                .corrupt,
                path,
                "the state is gone, but \(trace) is there",
                help:
                    "`upkeep state restore` brings the newest backup back; to begin anew, move the folder away"
            )
        }
        return nil
    }

    /// A former state; nil when there is none of this number.
    package func loadBackup(_ number: Int) throws(StoreError) -> State? {
        guard let folder = try openFolder() else { return nil }
        return try read(backupName(number), in: folder)
    }

    /// The file of a former state, open; nil when there is none of this number.
    func openBackup(_ number: Int) throws(StoreError) -> FileDescriptor? {
        guard let folder = try openFolder() else { return nil }
        return try folder.file(backupName(number))
    }

    /// The history as it is on disk, torn end included; empty when there is none.
    package func loadHistory() throws(StoreError) -> [UInt8] {
        guard let folder = try openFolder(), let file = try folder.file(historyName) else {
            return []
        }
        return try file.readToEnd(limit: StateCoding.sizeLimit)
    }

    /// Clears what a killed process left in the lock file, and yields it; throws `locked` while somebody has the lock.
    package func clearLock(as record: LockRecord) throws(StoreError) -> LockRecord? {
        guard let folder = try openFolder() else { return nil }
        guard try folder.status(lockName) != nil else { return nil }
        let stale = try StateLock.record(lockName, in: folder)
        // Taking the lock clears the record when it is given back.
        let lock = try StateLock(lockName, in: folder, as: record, patience: 0)
        _ = consume lock
        return stale
    }

    func openFolder() throws(StoreError) -> Folder? {
        if isStandardInput {
            throw StoreError(
                .io,
                "standard input",
                "there is only the state itself, and it can be read once",
                help: "name the state's file with --state"
            )
        }
        do throws(StoreError) {
            return try Folder(path: folderPath)
        } catch {
            if error.isMissingFile { return nil }
            throw error
        }
    }

    private func read(_ name: String, in folder: borrowing Folder) throws(StoreError) -> State? {
        guard let bytes = try bytes(of: name, in: folder) else { return nil }
        return try StateCoding.decode(bytes, path: folder.path(of: name))
    }

    private func bytes(
        of name: String,
        in folder: borrowing Folder
    ) throws(StoreError) -> [UInt8]? {
        guard let file = try folder.file(name) else { return nil }
        return try file.readToEnd(limit: StateCoding.sizeLimit)
    }
}

// MARK: Writing

extension StateStore {
    /// What a commit came to.
    package struct Commit: Sendable {
        package let identity: StateIdentity
        /// Why the history lacks the commit for now; the next one adds it.
        package let historyProblem: StoreError?
    }

    /// Runs a change of the state while nobody else can change it.
    ///
    /// The body gets the state as it is now, and yields the one to commit, or nil to leave it; then nil is the result.
    /// `known` is the state as it was before there was a lock: mostly nothing has happened since.
    package func change(
        as record: LockRecord,
        patience: Seconds,
        knowing known: State? = nil,
        _ body: (State?) throws(StoreError) -> State?
    ) throws(StoreError) -> Commit? {
        try requireOriginal(known)
        let folder = try makeFolder()
        let lock = try StateLock(lockName, in: folder, as: record, patience: patience)
        // Whoever was killed while writing left this behind; nobody else writes it while the lock is held.
        try folder.remove(temporaryName)
        let current = try readCurrent(in: folder, knowing: known)
        try requireOriginal(current)
        var gap: StoreError?
        if let current {
            do throws(StoreError) {
                try History.complete(
                    historyName,
                    upTo: current,
                    digest: StateCoding.digest(of: current),
                    in: folder
                )
            } catch {
                gap = error
            }
        }
        let history = (try? loadHistory()) ?? []
        guard let next = try body(current.map { Self.completed($0, by: history) }) else {
            return nil
        }
        // On top of a commit that the history lacks, another one would leave it out for ever.
        if let gap { throw gap }
        return try commit(
            Self.following(History.lastEntry(in: history), next),
            after: current,
            in: folder,
            holding: lock
        )
    }

    /// Runs something while nobody can change the state.
    package func whileLocked(
        as record: LockRecord,
        patience: Seconds,
        _ body: () throws(StoreError) -> Void
    ) throws(StoreError) {
        let folder = try makeFolder()
        let lock = try StateLock(lockName, in: folder, as: record, patience: patience)
        try body()
        _ = consume lock
    }

    /// Refuses to change what is only a copy of a state, or comes from standard input.
    package func requireOriginal(_ state: State?) throws(StoreError) {
        if isStandardInput { throw .publishedCopy("standard input") }
        if state?.isPublished == true { throw .publishedCopy(path) }
    }

    /// A state behind the last one of its lineage that the history knows: an older copy may have been put back by hand.
    private static func following(_ last: History.Entry?, _ state: State) -> State {
        guard let last, last.lineage == state.lineage, last.serial >= state.serial else {
            return state
        }
        return state.renumbered(last.serial + 1)
    }

    /// Puts a good former state in the place of a damaged one, which is kept under another name.
    ///
    /// `number` says which backup; without it the newest good one takes the place of a state that is damaged or gone.
    package func restore(
        _ number: Int?,
        as record: LockRecord,
        now: Instant
    ) throws(StoreError) -> (backup: Int, commit: Commit) {
        guard let folder = try openFolder() else {
            throw StoreError(.io, path, "there is no state")
        }
        let lock = try StateLock(lockName, in: folder, as: record, patience: 0)
        try folder.remove(temporaryName)
        let current = try readable(in: folder)
        try requireOriginal(current)
        if current != nil, number == nil {
            throw StoreError(
                .io,
                path,
                "the state is good",
                help: "to go back to a former one, name it: `upkeep state restore 1`"
            )
        }
        guard let (backup, former) = try firstGood(of: number, in: folder) else {
            throw number.map { StoreError(.io, path, "there is no backup \($0)") }
                ?? StoreError(.corrupt, path, "there is no good backup to restore")
        }
        let history = (try? loadHistory()) ?? []
        let last = History.lastEntry(in: history)
        if current == nil, try folder.status(name) != nil { try keepDamaged(in: folder) }
        let kept = (1...Self.backupCount).compactMap {
            (try? read(backupName($0), in: folder)) ?? nil
        }
        let known = kept + (current.map { [$0] } ?? [])
        let serial = (known.map(\.serial) + [last?.serial ?? 0]).max() ?? 0
        let newest = known.filter { $0.lineage == former.lineage }.max { $0.serial < $1.serial }
        let restored = former.restored(
            asSerial: serial + 1,
            digest: StateCoding.digest(of: former),
            now: now,
            after: known
        )
        .keepingIssued(of: newest ?? former)
        .refusing(History.tombstones(in: history))
        return (backup, try commit(restored, after: current, in: folder, holding: lock))
    }

    /// The state, or nil when it is damaged; one of a newer format is neither.
    private func readable(in folder: borrowing Folder) throws(StoreError) -> State? {
        do throws(StoreError) {
            return try read(name, in: folder)
        } catch {
            if error.code == .corrupt { return nil }
            throw error
        }
    }

    /// Gives a damaged state a second name that none before it has had.
    private func keepDamaged(in folder: borrowing Folder) throws(StoreError) {
        var number = 1
        while try folder.status("\(name).damaged.\(number)") != nil { number += 1 }
        try folder.link(name, as: "\(name).damaged.\(number)")
    }

    private func firstGood(
        of number: Int?,
        in folder: borrowing Folder
    ) throws(StoreError) -> (Int, State)? {
        for candidate in number.map({ $0...$0 }) ?? 1...Self.backupCount {
            do throws(StoreError) {
                if let state = try read(backupName(candidate), in: folder) {
                    return (candidate, state)
                }
            } catch {
                if number != nil || error.code != .corrupt { throw error }
            }
        }
        return nil
    }

    private func commit(
        _ next: State,
        after current: State?,
        in folder: borrowing Folder,
        holding lock: borrowing StateLock
    ) throws(StoreError) -> Commit {
        precondition(next.serial > (current?.serial ?? 0), "serials only rise")
        let (bytes, identity) = StateCoding.encoded(next)
        precondition(
            (try? StateCoding.decode(bytes, path: path)).map(StateCoding.identity) == identity,
            "what is to be committed can be read"
        )
        do throws(StoreError) {
            try write(bytes, in: folder)
            if current != nil { try rotateBackups(in: folder) }
            try folder.rename(temporaryName, to: name)
        } catch {
            try? folder.remove(temporaryName)
            throw error
        }
        try folder.sync()
        var problem: StoreError?
        do throws(StoreError) {
            try History.complete(
                historyName,
                upTo: next,
                digest: identity.digest,
                in: folder
            )
        } catch {
            problem = error
        }
        let written = try self.bytes(of: name, in: folder)
        precondition(written == bytes, "what was committed can be read back")
        return Commit(identity: identity, historyProblem: problem)
    }

    private func write(_ bytes: [UInt8], in folder: borrowing Folder) throws(StoreError) {
        var file = try folder.writableFile(temporaryName, isNew: true)
        try file.write(bytes)
        try file.sync()
        try file.close()
    }

    /// Moves every backup on by one and gives the current state a second name as the first.
    ///
    /// A commit that failed behind this point has left the current state as the first backup already; then nothing moves.
    private func rotateBackups(in folder: borrowing Folder) throws(StoreError) {
        guard let current = try folder.status(name) else { return }
        let newest = try folder.status(backupName(1))
        if let newest, newest.isSameFile(as: current) { return }
        if newest != nil {
            for number in (1..<Self.backupCount).reversed()
            where try folder.status(backupName(number)) != nil {
                try folder.rename(backupName(number), to: backupName(number + 1))
            }
        }
        try folder.link(name, as: backupName(1))
    }

    private func makeFolder() throws(StoreError) -> Folder {
        if let folder = try openFolder() { return folder }
        let parent = StateStore(path: folderPath)
        let outer = try Folder(path: parent.folderPath, followsLink: true)
        try outer.makeFolder(parent.name, mode: 0o700)
        try outer.sync()
        return try outer.folder(parent.name)
    }
}
