import ArgumentParser
import UpkeepKeys
import UpkeepStore

struct KeysUnsealCommand: ExemplaryCommand {
    static let example = "upkeep keys unseal --identity identity.txt .upkeep/sealed/ci-pipeline.age"
    static let configuration = CommandConfiguration(
        commandName: "unseal",
        abstract: "Open a sealed key, as `age -d` does.",
        discussion: "The opened text goes to standard output and nowhere else."
    )

    @Option(
        help: .init(
            "Identities of age, or an OpenSSH private key of type Ed25519 without a passphrase.",
            valueName: "file"
        ),
        completion: .file()
    )
    var identity: String

    @Flag(help: "Print the key alone, without its name and base URL.")
    var keyOnly = false

    @Argument(help: "The sealed file (default: standard input).", completion: .file())
    var file: String?

    func run() throws {
        guard var secrets = try NewFiles.read(identity, limit: KeyText.sizeLimit) else {
            throw StoreError(.io, identity, "no such file")
        }
        defer { secrets.overwrite() }
        let sealed = try read()
        let path = file ?? "standard input"
        do throws(AgeError) {
            let content = try Age.open(sealed, with: AgeIdentity.identities(in: secrets))
            let text = keyOnly ? content.read { KeyText.key(in: $0) } : content
            let result = text.read { bytes in
                Result { () throws(StoreError) in try StandardStream.output.write(bytes) }
            }
            if case .failure(let error) = result { throw .header(error.message) }
            if keyOnly { try? StandardStream.output.write("\n") }
        } catch {
            if case .identity(let reason) = error { throw StoreError(.io, identity, reason) }
            throw StoreError(.io, path, error.message)
        }
    }

    private func read() throws(StoreError) -> [UInt8] {
        guard let file else { return try StandardInput.read(limit: Age.sizeLimit) }
        guard let bytes = try NewFiles.read(file, limit: Age.sizeLimit) else {
            throw StoreError(.io, file, "no such file")
        }
        return bytes
    }
}
