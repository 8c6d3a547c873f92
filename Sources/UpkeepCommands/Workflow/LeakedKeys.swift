import UpkeepEngine
import UpkeepKeys
import UpkeepKinds
import UpkeepSource
import UpkeepStore

/// Finds keys in manifests, wherever in them they stand.
struct LeakedKeys: Sendable {
    private let ring: KeyRing
    private let hasState: Bool
    private let now: Instant

    /// `state` tells which of them are live.
    init(_ state: State?, now: Instant) {
        ring = KeyRing(state, zones: .system)
        hasState = state != nil
        self.now = now
    }

    func find(in file: SourceFile) -> [Diagnostic] {
        KeyFormat.ranges(in: file.bytes).map { range in
            let hash = KeyHash(ofKey: Array(file.bytes[range]))
            return .leakedKey(hash.id, standing(of: hash), at: file.range(range))
        }
    }

    private func standing(of hash: KeyHash) -> String {
        let (entry, tombstone) = ring.find(hash)
        if let entry {
            let status = entry.status(at: now)
            let word = status == .active ? "live" : status.rawValue
            return "which is \(word): key/\(entry.key)"
        }
        if let tombstone { return "which is \(tombstone.reason.rawValue): \(tombstone.resource)" }
        return hasState
            ? "which this state does not know" : "which may be live; no state was looked at"
    }
}
