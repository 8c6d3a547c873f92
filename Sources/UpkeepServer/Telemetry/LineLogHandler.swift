import Logging
import UpkeepEngine
import UpkeepKeys

/// Writes a line for each event, as text or as JSON, and never a key.
package struct LineLogHandler: LogHandler {
    package enum Form: String, CaseIterable, Sendable {
        case text
        case json
    }

    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    private let form: Form
    private let clock: @Sendable () -> Instant
    private let write: @Sendable (String) -> Void

    package init(
        _ form: Form,
        level: Logger.Level,
        clock: @escaping @Sendable () -> Instant,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.form = form
        logLevel = level
        self.clock = clock
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let head = [
            ("time", clock().description), ("level", event.level.rawValue),
            ("message", event.message.description),
        ]
        let fields = head + all.map { ($0.key, $0.value.description) }
        let line =
            switch form {
            case .text: Self.text(fields)
            case .json:
                String(
                    decoding: JSON.object(fields.map { JSON.Member($0.0, .text($0.1)) }).bytes,
                    as: UTF8.self
                )
            }
        write(KeyFormat.redacted(line) + "\n")
    }

    /// `2026-12-04T21:00:00Z info request status=200`; a value that is not plain stands in quotes, as in JSON.
    private static func text(_ fields: [(String, String)]) -> String {
        let head = fields[..<3].map(\.1).joined(separator: " ")
        return fields[3...].reduce(head) { text, field in
            "\(text) \(field.0)=\(isPlain(field.1) ? field.1 : quoted(field.1))"
        }
    }

    private static func isPlain(_ value: String) -> Bool {
        !value.isEmpty
            && value.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\"") }
    }

    private static func quoted(_ value: String) -> String {
        String(decoding: JSON.text(value).bytes, as: UTF8.self)
    }
}
