import Glibc

/// An open file or folder; closed when it goes out of scope.
struct FileDescriptor: ~Copyable {
    /// Negative once it is closed.
    private(set) var number: CInt
    /// For messages.
    let path: String

    init(taking number: CInt, path: String) {
        self.number = number
        self.path = path
    }

    deinit { if number >= 0 { _ = Glibc.close(number) } }

    /// Closes it and tells whether that worked, which for a file that was written is part of writing it.
    mutating func close() throws(StoreError) {
        let open = number
        number = -1
        // Linux has closed the descriptor also when it reports EINTR (close(2)).
        if Glibc.close(open) != 0, errno != EINTR { throw StoreError(errno, path, "close") }
    }

    /// Makes sure that what was written survives a loss of power.
    ///
    /// A failure is final: the kernel may have dropped the pages, and a second call would then report success (fsync(2)).
    func sync() throws(StoreError) {
        if fsync(number) != 0 { throw StoreError(errno, path, "fsync") }
    }

    func status() throws(StoreError) -> FileStatus {
        var status = stat()
        if unsafe fstat(number, &status) != 0 { throw StoreError(errno, path, "stat") }
        return FileStatus(status)
    }

    func truncate(to length: Int) throws(StoreError) {
        if ftruncate(number, length) != 0 { throw StoreError(errno, path, "truncate") }
    }

    /// Lets everyone read it, as far as the process's mask allows.
    func makeReadable() throws(StoreError) {
        let mask = umask(0)
        umask(mask)
        if fchmod(number, 0o644 & ~mask) != 0 { throw StoreError(errno, path, "change mode") }
    }

    /// Gives it the mode of another file, and its owner where the system grants that.
    func takeAccess(of other: borrowing FileDescriptor) throws(StoreError) {
        var status = stat()
        if unsafe fstat(other.number, &status) != 0 { throw StoreError(errno, other.path, "stat") }
        _ = fchown(number, status.st_uid, status.st_gid)
        if fchmod(number, status.st_mode & 0o777) != 0 {
            throw StoreError(errno, path, "change mode")
        }
    }

    /// Whether nobody may write to it, whatever the system would let a superuser do.
    func isReadOnly() throws(StoreError) -> Bool {
        var status = stat()
        if unsafe fstat(number, &status) != 0 { throw StoreError(errno, path, "stat") }
        return status.st_mode & 0o222 == 0
    }

    /// Writes all bytes at the file's position.
    func write(_ bytes: [UInt8]) throws(StoreError) {
        let failure = Self.write(bytes, to: number)
        if failure != 0 { throw StoreError(failure, path, "write") }
    }

    /// Writes all bytes to an open file that may be anyone's; yields the error's number, or 0.
    static func write(_ bytes: [UInt8], to number: CInt) -> CInt {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(
                    number,
                    buffer.baseAddress.map { unsafe $0 + written },
                    buffer.count - written
                )
            }
            if count >= 0 {
                written += count
            } else if errno == EAGAIN {
                // Some pipes are handed out non-blocking; their reader is only slow.
                var ready = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
                _ = unsafe poll(&ready, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }

    /// Asks for memory that is not handed out page by page, which takes longer than reading a large file into it.
    ///
    /// Only a wish: where the system grants no huge pages (Linux, `transparent_hugepage`), nothing changes.
    private static func preferHugePages(in buffer: UnsafeMutableBufferPointer<UInt8>) {
        guard buffer.count >= hugePagesFrom, let base = buffer.baseAddress else { return }
        // madvise(2) takes whole pages: those that lie within.
        let page = sysconf(CInt(_SC_PAGESIZE))
        let address = Int(bitPattern: base)
        let start = (address + page - 1) / page * page
        let end = (address + buffer.count) / page * page
        _ = unsafe madvise(UnsafeMutableRawPointer(bitPattern: start), end - start, MADV_HUGEPAGE)
    }

    /// From this size on, in bytes, it is worth it: a few pages of 2 MiB.
    private static let hugePagesFrom = 8_388_608

    /// Reads so many bytes from an offset, or as many as there are.
    func read(from offset: Int, count wanted: Int) throws(StoreError) -> [UInt8] {
        while true {
            var failure: CInt = 0
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
                let read = unsafe pread(number, buffer.baseAddress, wanted, offset)
                failure = read < 0 ? errno : 0
                count = max(0, read)
            }
            if failure == EINTR { continue }
            if failure != 0 { throw StoreError(failure, path, "read") }
            return bytes
        }
    }

    /// Reads from the file's position to its end.
    ///
    /// More bytes than the limit are an error.
    func readToEnd(limit: Int) throws(StoreError) -> [UInt8] {
        let expected = try min(status().size, limit)
        var bytes: [UInt8] = []
        // One byte more than the file has shows its end without another round.
        var room = expected + 1
        while true {
            let start = bytes.count
            var failure: CInt = 0
            let wanted = room
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
                unsafe Self.preferHugePages(in: buffer)
                let read = unsafe Glibc.read(number, buffer.baseAddress, wanted)
                failure = read < 0 ? errno : 0
                count = max(0, read)
            }
            if failure == EINTR { continue }
            if failure != 0 { throw StoreError(failure, path, "read") }
            if chunk.isEmpty { return bytes }
            if start == 0 { bytes = chunk } else { bytes += chunk }
            if bytes.count > limit {
                throw StoreError(.io, path, "the file has more than \(limit) bytes")
            }
            room = max(4_096, expected + 1 - bytes.count)
        }
    }
}

/// What is known of a file without opening it.
struct FileStatus: Hashable {
    enum Form {
        case regular
        case folder
        case link
        case other
    }

    let form: Form
    let size: Int
    let device: UInt
    let inode: UInt
    /// When it was written last, in seconds since 1970 and the nanoseconds behind them.
    let modified: Int
    let modifiedNanoseconds: Int

    /// What a path leads to, links included; nil when that is nothing.
    init?(path: String) {
        var status = Glibc.stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    init(_ status: stat) {
        form =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        size = Int(status.st_size)
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
        modified = status.st_mtim.tv_sec
        modifiedNanoseconds = status.st_mtim.tv_nsec
    }

    /// Whether both are the same file.
    func isSameFile(as other: FileStatus) -> Bool { device == other.device && inode == other.inode }
}

extension StoreError {
    /// A file-system call that failed.
    init(_ number: CInt, _ path: String, _ operation: String) {
        let reason = unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
        let message = "\(operation): \(reason.lowercased())"
        self.init(.io, path, message, isMissingFile: number == ENOENT)
    }
}
