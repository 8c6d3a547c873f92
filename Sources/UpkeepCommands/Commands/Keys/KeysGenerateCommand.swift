import ArgumentParser
import UpkeepEngine
import UpkeepKeys
import UpkeepStore

struct KeysGenerateCommand: ExemplaryCommand {
    static let example = "upkeep keys generate"
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Make a key of your own, and the sha256 to declare for it.",
        discussion: """
            The key goes to standard output and nowhere else. Keep it in the consumer's secret store, and declare only \
            the hash: keys: {NAME: {scopes: [...], sha256: HASH}}. So no secret passes through CI.
            """
    )

    @Option(help: "The form of the result: text or json.")
    var format: DataFormat = .text

    func run() throws {
        var generator = SystemRandomNumberGenerator()
        let secret = KeyFormat.generate(using: &generator)
        let digest = secret.read { KeyHash.digest(ofKey: $0) }
        let id = secret.read { KeyHash(ofKey: $0).id }
        let text = SecretBytes(capacity: 512)
        switch format {
        case .text:
            text.append("key     ")
            text.append(secret)
            text.append("\nsha256  \(digest)\nid      \(id)\n")
        case .json:
            text.append("{\n  \"id\": \"\(id)\",\n  \"key\": \"")
            text.append(secret)
            text.append("\",\n  \"sha256\": \"\(digest)\"\n}\n")
        }
        try text.read { bytes in try StandardStream.output.write(bytes) }
    }
}
