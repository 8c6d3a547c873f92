/// What stands around the resources in a state file: together it is JSON, too, with a list that is empty.
struct StateFrame {
    /// What stands in front of the resources, up to the bracket that opens their list.
    let head: [UInt8]
    /// What stands behind them, from the bracket that closes it.
    let tail: [UInt8]
    /// How many bytes stand between the two.
    let gap: Int

    private static let checksumMark = Array("\n\"checksum\":\"".utf8)

    var bytes: [UInt8] { head + tail }

    /// Where a byte of the frame stands in the file.
    func offset(inFile offset: Int) -> Int { offset < head.count ? offset : offset + gap }

    /// The checksum that the file should have.
    ///
    /// `found` is the one that it has.
    func checksum(_ found: String) -> String? {
        guard let mark = head.position(of: Self.checksumMark, from: 0) else { return nil }
        let start = mark + Self.checksumMark.count
        guard start + Digest.length <= head.count, found.utf8.count == Digest.length else {
            return nil
        }
        let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: Digest.length)
        return Digest.of(
            head[..<start],
            zeros[...],
            head[(start + Digest.length)...],
            tail[...]
        )
    }
}
