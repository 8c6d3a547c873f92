import Glibc

/// A file system of which power cuts can be had: its image lies on an xfs, which can copy a file at an instant.
///
/// A cut is a reflink (FICLONE) of the image. xfs takes the image's lock for it, so it comes between two writes of the
/// loop device and never into one. What the copy holds is exactly the blocks that the file system had handed to its disk
/// up to then, in the order of its barriers, and nothing of what it still kept in memory: not the pages that were only
/// written, nor the journal that was not yet committed. That is what a disk without a volatile cache of its own holds
/// when the power goes. A disk that also loses or reorders writes between two flushes is not tried here.
///
/// Nothing has to be stopped for that, so a cut can hit any moment of an apply.
struct CutDisk {
    /// What is on the disk, and how it is mounted.
    struct Form: Sendable {
        let name: String
        let make: [String]
        let mount: String
        /// What the mount of a cut needs, beside the mount that the cut was taken from.
        let cutMount: String

        /// Journals are committed as often as ext4 can be told to, so that renames come to the disk early.
        static let all = [auto] + sharp

        private static let auto =
            Form(
                name: "ext4",
                make: ["mkfs.ext4", "-q", "-F"],
                mount: "commit=1",
                cutMount: "rw"
            )

        /// Those that do not make up for a missing fsync, as ext4 does in its usual form when a file replaces another.
        static let sharp = [
            Form(
                name: "ext4 noauto_da_alloc",
                make: ["mkfs.ext4", "-q", "-F"],
                mount: "commit=1,noauto_da_alloc",
                cutMount: "noauto_da_alloc"
            ),
            Form(
                name: "xfs",
                make: ["mkfs.xfs", "-q", "-f"],
                mount: "rw",
                cutMount: "nouuid"
            ),
        ]
    }

    let form: Form
    private let host: String
    /// Where the file system is while it is written.
    let folder: String
    /// Where a cut is looked at.
    let cutFolder: String

    private var image: String { "\(host)/disk" }
    /// Every cut is a file of its own.
    ///
    /// The kernel may keep a loop device a moment longer than its mount; a mount of the
    /// same file would get that device again, with blocks of the cut before in its cache.
    private func cutImage(_ number: Int) -> String { "\(host)/cut-\(number)" }

    /// Mounts a fresh one; the host is an xfs in a file of the workspace.
    init(_ form: Form, in workspace: Workspace) throws {
        self.form = form
        let name = form.name.filter(\.isLetter)
        host = workspace["host-\(name)"]
        folder = workspace["disk-\(name)"]
        cutFolder = workspace["cut-\(name)"]
        let hostImage = workspace["host-\(name).img"]
        try Self.makeImage(
            hostImage,
            megabytes: 1_500,
            ["mkfs.xfs", "-q", "-f", "-m", "reflink=1"]
        )
        try Mounts.image(hostImage, "rw", on: host)
        do {
            try Self.makeImage(image, megabytes: 310, form.make)
            try Mounts.image(image, form.mount, on: folder)
        } catch {
            Mounts.unmount(host)
            throw error
        }
    }

    func end() {
        Mounts.unmount(folder)
        Mounts.unmount(host)
    }

    /// An empty file, of which only what is written takes room, with a file system in it.
    private static func makeImage(_ path: String, megabytes: Int, _ make: [String]) throws {
        try Child.check("truncate", "-s", "\(megabytes)M", path)
        let made = try Child.run(make + [path])
        guard made.status == 0 else { throw Failure("\(make): \(made)") }
    }

    /// Cuts the power.
    func cut(_ number: Int) throws {
        let source = unsafe open(image, O_RDONLY | O_CLOEXEC)
        let copy = unsafe open(cutImage(number), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        defer {
            close(source)
            close(copy)
        }
        // FICLONE, from linux/fs.h.
        guard source >= 0, copy >= 0, ioctl(copy, 0x4004_9409, source) == 0 else {
            throw Failure("the image cannot be cloned: error \(errno)")
        }
    }

    /// Mounts what the cut has left; the journal is replayed by that.
    func mountCut(_ number: Int) throws {
        try Mounts.image(cutImage(number), form.cutMount, on: cutFolder)
    }

    func unmountCut(_ number: Int) {
        Mounts.unmount(cutFolder)
        Files.remove(cutImage(number))
    }
}
