import Glibc

/// A file that is only in memory, and has no name by which anybody could find it (shm_overview(7)).
package enum MemoryFile {
    /// The descriptor of a new one with some bytes, which the caller has to close; nil when there can be none.
    package static func descriptor(holding bytes: [UInt8]) -> CInt? {
        var generator = SystemRandomNumberGenerator()
        let name = "/upkeep-\(getpid())-\(generator.next())"
        let number = unsafe shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0o600)
        if number < 0 { return nil }
        _ = unsafe shm_unlink(name)
        if FileDescriptor.write(bytes, to: number) == 0 { return number }
        close(number)
        return nil
    }
}
