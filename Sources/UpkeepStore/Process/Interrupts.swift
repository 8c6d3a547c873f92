import Glibc

/// What SIGINT and SIGTERM do.
///
/// Until the commit everything is in memory, so the process simply ends, with status 130 and the state as it was. While
/// the commit runs they are ignored: it is short, and half of it is nothing that anyone can want.
package enum Interrupts {
    /// The status of a process that was interrupted before its commit point.
    package static let exitStatus: CInt = 130

    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// Lets signals end the process.

    ///

    /// SIGPIPE is ignored from now on.
    package static func endProcess() {
        signal(SIGPIPE, SIG_IGN)
        for number in signals { signal(number) { _ in _exit(Interrupts.exitStatus) } }
    }

    /// Ignores signals until `endProcess` is called.
    package static func hold() {
        for number in signals { signal(number, SIG_IGN) }
    }
}
