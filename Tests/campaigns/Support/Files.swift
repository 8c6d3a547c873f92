import FoundationEssentials
import Glibc

/// The few things that campaigns do with files.
enum Files {
    /// The bytes of a file; nil when there is none, or something that cannot be read to its end, such as a pipe.
    static func bytes(_ path: String) -> [UInt8]? {
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return FileManager.default.contents(atPath: path).map { Array($0) }
    }

    static func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
            throw Failure("\(path) cannot be written")
        }
    }

    static func write(_ text: String, to path: String) throws {
        try write(text.utf8, to: path)
    }

    static func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true
        )
    }

    /// The names in a folder in ascending order; none when there is no folder.
    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    static func copy(_ path: String, to copy: String) throws {
        try FileManager.default.copyItem(atPath: path, toPath: copy)
    }

    /// Removes a file or a folder with everything in it; what is not there is no error.
    static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// The path of something that is there, from the root and without links; nil when there is nothing.
    static func absolute(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    /// What a name itself stands for, links not followed: its type and inode; nil when there is no such name.
    static func identity(_ path: String) -> (type: mode_t, inode: UInt)? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        return (status.st_mode & S_IFMT, UInt(status.st_ino))
    }
}
