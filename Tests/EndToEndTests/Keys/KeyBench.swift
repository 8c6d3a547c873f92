import Foundation
import Testing

/// A folder with an identity of age and a manifest of keys.
struct KeyBench {
    let sandbox: Sandbox
    /// Who can open what is sealed with the identity in `identity.txt`.
    let recipient: String

    static let stateFolder = ".upkeep"

    init() throws {
        sandbox = try Sandbox()
        try sandbox.shell(
            "age-keygen -o identity.txt 2>/dev/null && age-keygen -y identity.txt >recipient.txt"
        )
        recipient = try sandbox.text("recipient.txt").trimmingCharacters(
            in: .whitespacesAndNewlines
        )
    }

    /// Declares keys, each in one line of YAML; `$R` is the recipient.
    func declare(_ keys: String..., workspace: String = "name: Acme") throws {
        let lines = keys.map { "  \($0.replacing("$R", with: recipient))\n" }.joined()
        try sandbox.write("workspace: {\(workspace)}\nkeys:\n\(lines)", to: "keys.yaml")
    }

    /// The key in a sealed file, opened by another program.
    func opened(_ id: String) throws -> String {
        let path = "\(Self.stateFolder)/sealed/\(id).age"
        let outcome = try sandbox.shell("age -d -i identity.txt \(path)")
        return try #require(Self.keys(in: outcome.output).first, "\(outcome)")
    }

    /// Everything in a text that looks like a key.
    static func keys(in text: String) -> [String] {
        text.matches(of: /spk_[0-9A-Za-z]{36}/).map { String($0.output) }
    }

    /// What `keys verify` says of a key: its exit status and what it prints.
    func verify(_ key: String) throws -> (status: Int32, output: String) {
        let outcome = try sandbox.shell("printf '%s\\n' \(key) | $UPKEEP keys verify")
        return (outcome.status, outcome.output)
    }
}
