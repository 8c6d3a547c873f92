import ArgumentParser
import UpkeepEngine
import UpkeepKeys
import UpkeepStore

/// Where new keys go, and as which key an apply is made.
struct KeyOptions: ParsableArguments {
    @Option(
        help: .init(
            "Where new keys without deliver_to are written: a file that must not be there yet, for its owner only.",
            valueName: "file"
        ),
        completion: .file()
    )
    var keysOut: String?

    @Option(
        help: .init(
            "A file with the key to act as; it can also be given as UPKEEP_API_KEY, and never as an option.",
            valueName: "file"
        ),
        completion: .file()
    )
    var apiKeyFile: String?

    func validate() throws {
        if keysOut == "" { throw ValidationError("--keys-out takes the name of a file.") }
    }

    /// The options as they can be written again; a key itself is never one.
    var arguments: [String] {
        (keysOut.map { ["--keys-out", $0] } ?? [])
            + (apiKeyFile.map { ["--api-key-file", $0] } ?? [])
    }

    /// The key to act as; nil when there is none.
    ///
    /// What stands around it, such as the line's end or the other lines of an opened seal, does not count.
    func actingKey() throws(StoreError) -> SecretBytes? { try Self.actingKey(file: apiKeyFile) }

    static func key(inFile path: String) throws(StoreError) -> SecretBytes {
        guard let bytes = try NewFiles.read(path, limit: KeyText.sizeLimit) else {
            throw StoreError(.io, path, "no such file")
        }
        return KeyText.key(in: bytes)
    }

    /// The key in a file, or else that of the process's variables.
    static func actingKey(file: String?) throws(StoreError) -> SecretBytes? {
        if let file { return try key(inFile: file) }
        return ProcessEnvironment.takeSecret().map { KeyText.key(in: $0) }
    }
}

/// Text that somebody hands over as a key.
enum KeyText {
    static let sizeLimit = 65_536

    /// The key in a text: the only one that is valid in form, or else the text without the space around it.
    static func key(in bytes: consuming [UInt8]) -> SecretBytes {
        let ranges = KeyFormat.ranges(in: bytes)
        var range = bytes.indices
        if ranges.count == 1, let only = ranges.first {
            range = only
        } else {
            while let first = range.first, bytes[first] <= 0x20 { range.removeFirst() }
            while let last = range.last, bytes[last] <= 0x20 { range.removeLast() }
        }
        let key = SecretBytes(capacity: range.count)
        for index in range { key.append(bytes[index]) }
        bytes.overwrite()
        return key
    }
}
