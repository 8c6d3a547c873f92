import UpkeepEngine

/// A former state that is kept beside the state, as far as that can be told without reading all of it.
package struct KeptState: Hashable, Sendable {
    /// Which backup it is, 1 being the newest.
    package let number: Int
    package let serial: Int
    package let appliedAt: Instant
}

extension StateStore {
    /// The former states that are kept, the newest first; those that are damaged at their ends are left out.
    package func kept() throws(StoreError) -> [KeptState] {
        var kept: [KeptState] = []
        for number in 1...Self.backupCount {
            guard let file = try openBackup(number) else { continue }
            if let state = try KeptState(number, file) { kept.append(state) }
        }
        return kept
    }

    /// The former state of a serial; nil when it is not kept.
    package func loadKept(serial: Int) throws(StoreError) -> State? {
        // A commit meanwhile moves all backups on by one.
        for _ in 1...2 {
            guard let found = try kept().first(where: { $0.serial == serial }) else { return nil }
            if let state = try loadBackup(found.number), state.serial == serial { return state }
        }
        return nil
    }
}

extension KeptState {
    /// So many bytes from an end of the file hold what is looked for, unless there are a great many tombstones.
    private static let reach = 65_536
    private static let headMark = Array("{\"applied_at\":\"".utf8)
    private static let tailMark = Array("],\n\"serial\":".utf8)

    fileprivate init?(_ number: Int, _ file: borrowing FileDescriptor) throws(StoreError) {
        let size = try file.status().size
        let head = try file.read(from: 0, count: Self.headMark.count + 32)
        guard head.starts(with: Self.headMark),
            let appliedAt = Instant(
                rfc3339: String(
                    decoding: head.dropFirst(Self.headMark.count).prefix {
                        $0 != UInt8(ascii: "\"")
                    },
                    as: UTF8.self
                )
            )
        else { return nil }
        let tail = try file.read(from: max(0, size - Self.reach), count: Self.reach)
        if let serial = Self.serial(in: tail) {
            self.init(number: number, serial: serial, appliedAt: appliedAt)
        } else if let serial = Self.serial(in: try file.readToEnd(limit: StateCoding.sizeLimit)) {
            self.init(number: number, serial: serial, appliedAt: appliedAt)
        } else {
            return nil
        }
    }

    private static func serial(in bytes: [UInt8]) -> Int? {
        guard let mark = bytes.lastPosition(of: tailMark, from: 0) else { return nil }
        let digits = bytes[(mark + tailMark.count)...].prefix { $0 != UInt8(ascii: ",") }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
