import Foundation
import Testing

/// A small file system of a test's own, for what happens when it is full or cannot be written.
struct Mount {
    /// Whether this process may mount at all.
    static let isAllowed: Bool = {
        guard let sandbox = try? Sandbox(), let mount = try? Mount(on: "probe", of: sandbox) else {
            return false
        }
        mount.end()
        return true
    }()

    private let sandbox: Sandbox
    private let name: String

    /// Mounts a tmpfs over a folder of a sandbox.
    init(on name: String, of sandbox: Sandbox, size: String = "64k") throws {
        self.sandbox = sandbox
        self.name = name
        let line = "mkdir -p \(name) && mount -t tmpfs -o size=\(size) tmpfs \(name)"
        guard try sandbox.shell(line).status == 0 else { throw CocoaError(.fileWriteNoPermission) }
    }

    func makeReadOnly() throws { try sandbox.shell("mount -o remount,ro \(name)") }

    func makeWritable() throws { try sandbox.shell("mount -o remount,rw \(name)") }

    /// Has to be called before the sandbox goes.
    func end() { _ = try? sandbox.shell("umount \(name)") }
}
