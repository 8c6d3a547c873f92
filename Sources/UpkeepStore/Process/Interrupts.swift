import Glibc

/// What SIGINT, SIGTERM and SIGHUP do.
///
/// Until the commit everything is in memory, so the process simply ends, with status 130 and the state as it was. From
/// the commit on they are ignored: it is short, half of it is nothing that anyone can want, and what was done is told.
///
/// A signal that the process was started to ignore, as by nohup, stays ignored.
package enum Interrupts {
    /// How far the process has come.
    package enum Phase: Sendable {
        case beforeCommit
        case commit
        /// It serves: whoever awaits SIGINT and SIGTERM then is not this one, and SIGHUP, with which daemons are told to read
        /// their files again, has nothing to do.
        case serving
    }

    /// The status of a process that was interrupted before its commit point.
    package static let exitStatus: CInt = 130

    private static let signals = [SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) }

    /// Says what signals do from now on.
    ///
    /// SIGPIPE and SIGXFSZ are ignored throughout: the write that they stand for fails, which is dealt with there.
    package static func enter(_ phase: Phase) {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        for number in signals {
            switch phase {
            case .beforeCommit: signal(number) { _ in _exit(Interrupts.exitStatus) }
            case .commit: signal(number, SIG_IGN)
            case .serving: signal(number, number == SIGHUP ? SIG_IGN : SIG_DFL)
            }
        }
    }

    private static func isIgnored(_ number: CInt) -> Bool {
        var action = sigaction()
        guard unsafe sigaction(number, nil, &action) == 0 else { return false }
        let handler = unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
        return unsafe handler == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
