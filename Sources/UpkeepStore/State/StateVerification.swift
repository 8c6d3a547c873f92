import UpkeepEngine

/// What a check of everything that belongs to a state has found, a line each.
package struct StateVerification: Sendable {
    package internal(set) var sound: [String] = []
    /// What the next apply will mend by itself.
    package internal(set) var remarks: [String] = []
    package internal(set) var problems: [String] = []
}

extension StateStore {
    /// Checks the state, its backups and its history, and changes nothing.
    ///
    /// It throws only when there is no state, or nothing can be read at all.
    package func verify() throws(StoreError) -> StateVerification {
        var report = StateVerification()
        var current: State?
        do throws(StoreError) {
            current = try load()
            guard let current else { throw StoreError(.io, path, "there is no state") }
            report.sound.append(
                "\(path): serial \(current.serial), \(current.resources.count) resources"
            )
        } catch {
            if error.code == .io { throw error }
            report.problems.append("\(error.path): \(error.message)")
        }
        for number in 1...Self.backupCount {
            do throws(StoreError) {
                guard let backup = try loadBackup(number) else { continue }
                report.sound.append("backup \(number): serial \(backup.serial)")
            } catch {
                report.problems.append("\(error.path): \(error.message)")
            }
        }
        verify(History.read(try loadHistory()), against: current, &report)
        return report
    }

    private func verify(
        _ history: History.Report,
        against state: State?,
        _ report: inout StateVerification
    ) {
        report.problems += history.problems.map { "history: \($0)" }
        if history.hasTornEnd {
            report.remarks.append("history: the last line was cut short; the next apply mends it")
        }
        guard let state else { return }
        let digest = StateCoding.digest(of: state)
        let entry = history.entries.last {
            $0.lineage == state.lineage && $0.serial == state.serial
        }
        switch entry {
        case nil:
            report.remarks.append(
                "history: serial \(state.serial) is not in it; the next apply adds it"
            )
        case let entry? where entry.digest != digest:
            report.problems.append(
                "history: serial \(state.serial) had another digest when it was applied"
            )
        case _?:
            report.sound.append(
                "history: \(history.entries.count) commit\(history.entries.count == 1 ? "" : "s")"
            )
        }
    }
}
