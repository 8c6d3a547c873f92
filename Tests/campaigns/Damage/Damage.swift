/// A file as damage has left it.
struct Damage: Sendable {
    let kind: String
    let description: String
    var file = "state.json"
    /// Nil when the file is gone.
    let bytes: [UInt8]?
    /// Whether there are so few of its kind that each is tried even in a short run.
    var isRare = false

    /// A state that is gone is no new beginning while its history is there.
    static let gone = Damage(kind: "gone", description: "gone", bytes: nil, isRare: true)

    /// Every flipped bit, every length, and every way in which two states can be cut and joined.
    static func all(of new: [UInt8], old: [UInt8]) -> [Damage] {
        var damages: [Damage] = []
        for bit in 0..<new.count * 8 {
            damages.append(Damage(kind: "bit", description: "bit \(bit)", bytes: flipped(new, bit)))
        }
        for length in 0..<new.count {
            let bytes = Array(new.prefix(length))
            damages.append(Damage(kind: "length", description: "\(length) bytes", bytes: bytes))
        }
        for offset in 0..<max(new.count, old.count) {
            for (name, front, back) in [("old-new", old, new), ("new-old", new, old)] {
                let bytes = Array(front.prefix(offset) + back.dropFirst(offset))
                if bytes == new || bytes == old { continue }
                let line = "\(name) joined at \(offset)"
                damages.append(Damage(kind: "splice", description: line, bytes: bytes))
            }
        }
        return damages
    }

    /// Every flipped bit of a history but for its last line, which no later line vouches for.
    static func ofHistory(_ bytes: [UInt8]) -> [Damage] {
        let newline = UInt8(ascii: "\n")
        guard let last = bytes.dropLast().lastIndex(of: newline) else { return [] }
        return (0..<(last + 1) * 8).map { bit in
            Damage(
                kind: "history",
                description: "bit \(bit)",
                file: "history.jsonl",
                bytes: flipped(bytes, bit)
            )
        }
    }

    /// Several bytes changed, a part set to zeros, or parts taken out or doubled.
    static func random(of state: [UInt8], using dice: inout Dice) -> Damage {
        var bytes = state
        let start = Int.random(in: 0..<bytes.count, using: &dice)
        let end = Int.random(in: start...min(bytes.count, start + 512), using: &dice)
        let form = Int.random(in: 0..<4, using: &dice)
        switch form {
        case 0: bytes.replaceSubrange(start..<end, with: repeatElement(0, count: end - start))
        case 1: bytes.removeSubrange(start..<end)
        case 2: bytes.insert(contentsOf: bytes[start..<end], at: end)
        default:
            for _ in 0..<Int.random(in: 2...16, using: &dice) {
                bytes[Int.random(in: 0..<bytes.count, using: &dice)] = .random(
                    in: 0...255,
                    using: &dice
                )
            }
        }
        if bytes == state { bytes[start] ^= 1 }
        let kind = ["zeros", "removal", "doubling", "bytes"][form]
        return Damage(kind: kind, description: "\(kind) \(start)..<\(end)", bytes: bytes)
    }

    private static func flipped(_ bytes: [UInt8], _ bit: Int) -> [UInt8] {
        var bytes = bytes
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        return bytes
    }
}

extension Damage {
    /// States that were changed by hand and given the right sums again.
    ///
    /// Only what lies behind the sums can notice. There are none when the state has no such sums.
    static func forged(_ state: [UInt8], byHand path: String) -> [Damage] {
        guard let parts = SummedState(state) else { return [] }
        let line = #""interval":"30s""#
        let changes: [(String, SummedState)] = [
            ("a resource, but the digest", parts.replacing(line, with: #""interval":"31s""#)),
            ("the digest", parts.replacing(parts.digest, with: SummedState.zeros)),
            ("a space", parts.replacing(",\n\"lineage\":", with: ", \n\"lineage\":")),
            (
                "a space in a resource",
                parts.replacing(line, with: #""interval": "30s""#).withDigest(byHand: path)
            ),
        ]
        return changes.compactMap { name, changed in
            guard changed != parts else { return nil }
            let forged = changed.withChecksum(byHand: path)
            return Damage(kind: "forged", description: name, bytes: forged.bytes, isRare: true)
        }
    }
}
