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
    /// States that were changed by hand and given the right checksum again.
    ///
    /// Only what lies behind the checksum can notice. There are none when the state has no such checksum.
    static func forged(_ state: [UInt8], byHand path: String) -> [Damage] {
        let text = String(decoding: state, as: UTF8.self)
        let changes = [
            ("a resource", #""interval":"30s""#, #""interval":"31s""#),
            ("the digest", #""digest":"\#(digest(in: text) ?? "")""#, #""digest":"\#(zeros)""#),
            ("a space", ",\n\"lineage\":", ", \n\"lineage\":"),
        ]
        return changes.compactMap { name, from, to in
            guard text.contains(from),
                let forged = summed(text.replacing(from, with: to, maxReplacements: 1), path)
            else { return nil }
            return Damage(kind: "forged", description: name, bytes: forged, isRare: true)
        }
    }

    private static let zeros = String(repeating: "0", count: 64)

    private static func digest(in text: String) -> String? {
        text.firstMatch(of: /\n"digest":"([0-9a-f]{64})"/).map { String($0.1) }
    }

    /// A state with the checksum that it says it has: SHA-256 over the file with zeros in the checksum's place.
    private static func summed(_ text: String, _ path: String) -> [UInt8]? {
        let field = /"checksum":"[0-9a-f]{64}"/
        guard text.firstMatch(of: field) != nil else { return nil }
        let blank = text.replacing(field, with: #""checksum":"\#(zeros)""#, maxReplacements: 1)
        try? Files.write(blank, to: path)
        guard let sum = try? Child.check("sha256sum", path).prefix(64) else { return nil }
        let summed = blank.replacing(
            #""checksum":"\#(zeros)""#,
            with: #""checksum":"\#(sum)""#,
            maxReplacements: 1
        )
        return Array(summed.utf8)
    }
}
