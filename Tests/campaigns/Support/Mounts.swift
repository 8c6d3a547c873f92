import Glibc

/// File systems that a campaign mounts for itself; that needs the rights of root.
enum Mounts {
    /// Why nothing can be mounted; nil when it can.
    static func obstacle(in workspace: Workspace) -> String? {
        if getuid() != 0 { return "mounting needs root" }
        do {
            try memory("4k", on: workspace["probe"])
            unmount(workspace["probe"])
            return nil
        } catch {
            return "nothing can be mounted here: \(error)"
        }
    }

    /// Mounts a file system in memory with a limit.
    static func memory(_ size: String, inodes: Int = 1_000, on folder: String) throws {
        try Files.makeFolder(folder)
        let limits = "size=\(size),nr_inodes=\(inodes)"
        try Child.check("mount", "-t", "tmpfs", "-o", limits, "tmpfs", folder)
    }

    static func change(_ folder: String, _ options: String) throws {
        try Child.check("mount", "-o", "remount,\(options)", folder)
    }

    /// Mounts an image through a loop device, which goes when it is unmounted.
    static func image(_ path: String, _ options: String, on folder: String) throws {
        try Files.makeFolder(folder)
        try Child.check("mount", "-o", "loop,\(options)", path, folder)
    }

    /// Unmounts what is there; somebody who still has a file open in it only delays the end.
    static func unmount(_ folder: String) {
        for options in [[], ["-l"]] {
            if (try? Child.run(["umount"] + options + [folder]))?.status == 0 { return }
        }
    }
}
