import Testing
import UpkeepKeys

@Suite("A recipient")
struct AgeRecipientTests {
    private static let age = "age1lvpzg5txhrry0mhxqks2cmhlkl07urs3eawfs7j6m4zadc5009vq5gtu3j"
    private static let ssh =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"

    @Test("is an age recipient or an ssh-ed25519 key", arguments: [age, ssh, "\(ssh) ci@acme"])
    func good(text: String) { #expect((try? AgeRecipient(text)) != nil) }

    @Test("with one character changed is none")
    func slips() {
        for place in Self.age.indices {
            let next: Character = Self.age[place] == "q" ? "p" : "q"
            let changed = Self.age.replacingCharacter(at: place, with: next)
            #expect(throws: AgeError.self) { try AgeRecipient(changed) }
        }
    }

    @Test(
        "of any other form is none",
        arguments: [
            "", "age1", "age1\(String(repeating: "q", count: 58))", age.uppercased(), "\(age) ",
            // A point of low order: zero.
            "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z",
            "ssh-rsa AAAAB3NzaC1yc2E=", "ssh-ed25519", "ssh-ed25519 AAAA", "ssh-ed25519  \(ssh)",
            // Not a point of the curve: y = 2.
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            // The neutral point: y = 1.
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        ]
    )
    func bad(text: String) { #expect(throws: AgeError.self) { try AgeRecipient(text) } }
}

extension String {
    fileprivate func replacingCharacter(at place: Index, with character: Character) -> String {
        String(self[..<place]) + String(character) + String(self[index(after: place)...])
    }
}
