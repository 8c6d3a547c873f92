import Foundation
import Glibc
import Synchronization

/// A process of the test's own, until somebody has asked for its end.
final class Child: Sendable {
    private let processID: pid_t
    /// The exit status, or a signal's number below zero; nil while it runs.
    private let end = Mutex<Int32?>(nil)

    /// Starts a program with its input empty and its streams in files.
    init(
        _ words: [String],
        in folder: String,
        variables: [String: String],
        output: String,
        errors: String
    ) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        _ = unsafe posix_spawn_file_actions_init(&actions)
        defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
        let new = O_WRONLY | O_CREAT | O_TRUNC
        _ = unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        _ = unsafe posix_spawn_file_actions_addopen(&actions, 1, output, new, 0o600)
        _ = unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, new, 0o600)
        // A child inherits the signals that its parent's thread blocks, and the threads of tests block nearly all.
        var attributes = posix_spawnattr_t()
        _ = unsafe posix_spawnattr_init(&attributes)
        defer { _ = unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        _ = unsafe sigemptyset(&none)
        _ = unsafe posix_spawnattr_setsigmask(&attributes, &none)
        _ = unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        // env(1) changes the folder, which posix_spawn cannot everywhere, and becomes the program.
        let words = ["/usr/bin/env", "-C", folder] + words
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        var environment = unsafe variables.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer { _ = unsafe (arguments + environment).map { unsafe free($0) } }
        var processID = pid_t()
        let failure = unsafe posix_spawn(
            &processID,
            words[0],
            &actions,
            &attributes,
            &arguments,
            &environment
        )
        guard failure == 0 else {
            throw CocoaError(.executableLoad, userInfo: ["command": words[0], "errno": failure])
        }
        self.processID = processID
    }

    /// The exit status, or the number of the signal that ended the process below zero; nil while it runs.
    func status() -> Int32? {
        end.withLock { end in
            if end == nil {
                var status = Int32()
                if unsafe waitpid(processID, &status, WNOHANG) == processID {
                    let signal = status & 0x7F
                    end = signal == 0 ? (status >> 8) & 0xFF : -signal
                }
            }
            return end
        }
    }

    /// Sends a signal to a process that still runs.
    func send(_ signal: Int32) {
        // While the lock is held nobody can wait for the process, so its number is its own.
        end.withLock { end in
            if end == nil { kill(processID, signal) }
        }
    }
}
