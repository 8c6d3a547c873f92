import Glibc

/// The end of the process.
package enum ProcessEnd {
    /// Ends the process with a status, and whatever else still runs in it.
    ///
    /// What libraries have left to be done at the end is not done (atexit(3)): they tidy up what the kernel takes back
    /// anyway, and would wait, or trap, where a call of theirs fails after all has been written and told.
    package static func now(_ status: CInt) -> Never {
        fflush(nil)
        _exit(status)
    }
}
