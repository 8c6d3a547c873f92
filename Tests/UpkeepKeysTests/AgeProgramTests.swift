import Foundation
import TestSupport
import Testing
import UpkeepKeys

/// What is sealed here is opened by the reference implementation (Debian's `age`), and the other way round.
@Suite("A sealed text, by the program age,")
struct AgeProgramTests {
    private static let count = repetitions(1_000, unoptimized: 20)

    private enum RecipientType: String, CaseIterable, Sendable {
        case x25519
        case ssh

        /// A script that makes so many keys, `key-N` and `key-N.pub`.
        var generation: String {
            switch self {
            case .x25519: "age-keygen -o key-$i 2>/dev/null && age-keygen -y key-$i >key-$i.pub"
            case .ssh: "ssh-keygen -q -t ed25519 -N '' -C \"key $i\" -f key-$i"
            }
        }
    }

    private func run(_ script: String, in folder: TemporaryFolder) throws -> String {
        let loop =
            "cd '\(folder.path)' && for i in $(seq \(Self.count)); do \(script) || exit 1; done"
        return String(decoding: try Shell.output(of: ["bash", "-c", loop]), as: UTF8.self)
    }

    private func content(_ number: Int) -> SecretBytes {
        SecretBytes(Array("the secret of \(number)\n".utf8))
    }

    @Test("opens for each of a thousand recipients", arguments: RecipientType.allCases)
    private func sealing(type: RecipientType) throws {
        let folder = try TemporaryFolder()
        _ = try run(type.generation, in: folder)
        for number in 1...Self.count {
            let line = String(decoding: try folder.read("key-\(number).pub"), as: UTF8.self)
            let recipient = try AgeRecipient(line.trimmingCharacters(in: .newlines))
            try folder.write(try Age.seal(content(number), for: [recipient]), to: "\(number).age")
        }
        let opened = try run("age -d -i key-$i $i.age", in: folder)
        #expect(opened == (1...Self.count).map { "the secret of \($0)\n" }.joined())
        // None is written for somebody else, too.
        #expect(throws: (any Error).self) {
            try Shell.output(of: ["age", "-d", "-i", folder["key-2"], folder["1.age"]])
        }
    }

    @Test("is read here as well", arguments: RecipientType.allCases)
    private func opening(type: RecipientType) throws {
        let folder = try TemporaryFolder()
        _ = try run(type.generation, in: folder)
        _ = try run("echo the secret of $i | age -a -R key-$i.pub -o $i.age", in: folder)
        for number in 1...Self.count {
            let identities = try AgeIdentity.identities(in: folder.read("key-\(number)"))
            let opened = try Age.open(folder.read("\(number).age"), with: identities)
            #expect(opened.read { $0 } == content(number).read { $0 })
        }
        let stranger = try AgeIdentity.identities(in: folder.read("key-2"))
        #expect(throws: AgeError.noMatch) { try Age.open(folder.read("1.age"), with: stranger) }
    }

    @Test("opens for each of several recipients")
    func several() throws {
        let folder = try TemporaryFolder()
        let script =
            "cd '\(folder.path)' && \(RecipientType.x25519.generation) && i=b && \(RecipientType.ssh.generation)"
        _ = try Shell.output(of: ["bash", "-c", "i=a; \(script)"])
        let recipients = try ["key-a.pub", "key-b.pub"].map { name in
            let line = String(decoding: try folder.read(name), as: UTF8.self)
            return try AgeRecipient(line.trimmingCharacters(in: .newlines))
        }
        // More than one chunk, and one byte more than two.
        let long = [UInt8](repeating: 7, count: 131_073)
        try folder.write(try Age.seal(SecretBytes(long), for: recipients), to: "long.age")
        for name in ["key-a", "key-b"] {
            let opened = try Shell.output(of: ["age", "-d", "-i", folder[name], folder["long.age"]])
            #expect(opened == long)
        }
    }
}
