import Glibc

/// An open folder: everything in it is reached relative to it, and no link is followed.
struct Folder: ~Copyable {
    private let descriptor: FileDescriptor

    var path: String { descriptor.path }

    /// Opens a folder.
    ///
    /// The last part of the path may be a link only where that is said.
    init(path: String, followsLink: Bool = false) throws(StoreError) {
        descriptor = try Self.open(AT_FDCWD, path, followsLink: followsLink, shownAs: path)
    }

    private init(_ descriptor: consuming FileDescriptor) {
        self.descriptor = descriptor
    }

    private static func open(
        _ parent: CInt,
        _ name: String,
        followsLink: Bool,
        shownAs path: String
    ) throws(StoreError) -> FileDescriptor {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (followsLink ? 0 : O_NOFOLLOW)
        let number = unsafe openat(parent, name, flags)
        guard number >= 0 else {
            if errno == ELOOP || errno == ENOTDIR {
                throw StoreError(.io, path, "not a folder, or a link to one")
            }
            throw StoreError(errno, path, "open")
        }
        return FileDescriptor(taking: number, path: path)
    }

    /// The path of something in the folder, for messages.
    func path(of name: String) -> String {
        if path == "." { return name }
        return path.hasSuffix("/") ? path + name : "\(path)/\(name)"
    }

    func folder(_ name: String) throws(StoreError) -> Folder {
        Folder(try Self.open(descriptor.number, name, followsLink: false, shownAs: path(of: name)))
    }

    /// Makes a folder; one that is there already is left as it is.
    func makeFolder(_ name: String, mode: mode_t) throws(StoreError) {
        if unsafe mkdirat(descriptor.number, name, mode) != 0, errno != EEXIST {
            throw StoreError(errno, path(of: name), "make folder")
        }
    }

    /// What a name stands for; nil when there is no such name.
    func status(_ name: String) throws(StoreError) -> FileStatus? {
        var status = stat()
        if unsafe fstatat(descriptor.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 {
            return FileStatus(status)
        }
        if errno == ENOENT { return nil }
        throw StoreError(errno, path(of: name), "stat")
    }

    /// What a link leads to; nil when that is nothing.
    func statusBehindLink(_ name: String) -> FileStatus? {
        var status = stat()
        return unsafe fstatat(descriptor.number, name, &status, 0) == 0 ? FileStatus(status) : nil
    }

    /// Opens a regular file for reading; nil when there is none.
    func file(_ name: String) throws(StoreError) -> FileDescriptor? {
        // Without O_NONBLOCK, opening a FIFO would wait for a writer.
        let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
        let number = unsafe openat(descriptor.number, name, flags)
        if number < 0, errno == ENOENT { return nil }
        return try regularFile(number, name)
    }

    /// Opens a regular file of the system's, also through a link; nil when there is none.
    func linkedFile(_ name: String) throws(StoreError) -> FileDescriptor? {
        let number = unsafe openat(
            descriptor.number,
            name,
            O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
        )
        if number < 0, errno == ENOENT { return nil }
        return try regularFile(number, name)
    }

    /// Opens a regular file for writing and makes it if it is not there, readable by its owner only.
    ///
    /// Where it has to be new, a file that is there already is an error.
    func writableFile(
        _ name: String,
        isNew: Bool,
        appends: Bool = false
    ) throws(StoreError) -> FileDescriptor {
        let flags =
            O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
            | (isNew ? O_EXCL : 0) | (appends ? O_APPEND : 0)
        return try regularFile(unsafe openat(descriptor.number, name, flags, 0o600), name)
    }

    private func regularFile(_ number: CInt, _ name: String) throws(StoreError) -> FileDescriptor {
        let path = path(of: name)
        guard number >= 0 else {
            if errno == ELOOP { throw StoreError(.io, path, "a link, which is never followed") }
            throw StoreError(errno, path, "open")
        }
        let file = FileDescriptor(taking: number, path: path)
        guard try file.status().form == .regular else {
            throw StoreError(.io, path, "not a regular file")
        }
        return file
    }

    /// Whether the system would let this process write to a file.
    func mayWrite(_ name: String) -> Bool {
        unsafe faccessat(descriptor.number, name, W_OK, AT_EACCESS) == 0
    }

    func rename(_ name: String, to newName: String) throws(StoreError) {
        if unsafe renameat(descriptor.number, name, descriptor.number, newName) != 0 {
            throw StoreError(errno, path(of: newName), "rename")
        }
    }

    /// Gives a file a second name.
    func link(_ name: String, as newName: String) throws(StoreError) {
        if unsafe linkat(descriptor.number, name, descriptor.number, newName, 0) != 0 {
            throw StoreError(errno, path(of: newName), "link")
        }
    }

    /// Removes a file; one that is not there is no error.
    func remove(_ name: String) throws(StoreError) {
        if unsafe unlinkat(descriptor.number, name, 0) != 0, errno != ENOENT {
            throw StoreError(errno, path(of: name), "remove")
        }
    }

    /// Makes sure that names which were made, changed or removed stay so after a loss of power.
    func sync() throws(StoreError) { try descriptor.sync() }

    /// The names in the folder, without `.` and `..`, in ascending order.
    ///
    /// Names that are not UTF-8 have U+FFFD where they are not.
    func names() throws(StoreError) -> [String] {
        let copy = fcntl(descriptor.number, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0, let stream = unsafe fdopendir(copy) else {
            throw StoreError(errno, path, "list")
        }
        defer { unsafe closedir(stream) }
        unsafe rewinddir(stream)
        var names: [String] = []
        errno = 0
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
            errno = 0
        }
        if errno != 0 { throw StoreError(errno, path, "list") }
        return names.sorted()
    }
}
