import Foundation
import Glibc
import Testing

/// Somebody else who holds the lock of a sandbox's state.
struct LockHolder {
    private let job: Job

    /// Returns when the lock is held.
    ///
    /// `seconds`: How long it is held unless it is released before.
    init(of sandbox: Sandbox, seconds: Double = 60) throws {
        let sign = sandbox["locked"]
        // One process from the lock to the end, so that killing it releases the lock.
        let lock = ".upkeep/state.json.lock"
        let line = "exec 9>>\(lock) && flock 9 && : >locked && exec sleep \(seconds)"
        job = try Job("/bin/sh", ["-c", line], in: sandbox)
        for _ in 0..<500 where !FileManager.default.fileExists(atPath: sign) {
            usleep(10_000)
        }
        try #require(FileManager.default.fileExists(atPath: sign), "the lock cannot be taken")
    }

    func release() throws {
        job.send(SIGKILL)
        _ = try job.wait()
    }
}
