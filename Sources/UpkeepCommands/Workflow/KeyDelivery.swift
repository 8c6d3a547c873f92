import UpkeepEngine
import UpkeepKeys
import UpkeepKinds
import UpkeepSource
import UpkeepStore

/// How new keys get into somebody's hands: always before they are valid, so that no crash leaves one that nobody holds.
struct KeyDelivery {
    /// Where the keys go that nobody is to receive.
    private enum Sink {
        case terminal(StandardStream)
        case file(String)
        case nowhere
    }

    private let sink: Sink

    /// `variables` are those of the process: a terminal that a pipeline makes up is a log.
    init(_ options: KeyOptions, variables: [String: String]) {
        if let path = options.keysOut {
            sink = .file(path)
        } else if (variables["CI"] ?? "").isEmpty,
            let stream = [StandardStream.output, .error].first(where: \.isTerminal)
        {
            sink = .terminal(stream)
        } else {
            sink = .nowhere
        }
    }

    /// Why the keys cannot be delivered; errors for an apply, warnings for a preview.
    func problems(
        _ issuing: KeyIssuing,
        _ severity: Diagnostic.Severity
    ) throws(StoreError) -> [Diagnostic] {
        let shown = issuing.requests.filter(\.key.recipients.isEmpty)
        if shown.isEmpty { return [] }
        switch sink {
        case .terminal: return []
        case .file(let path):
            return try NewFiles.isTaken(path) ? [.keyFileTaken(path, severity)] : []
        case .nowhere:
            return shown.map { .keyWithoutDelivery(severity, $0) }
        }
    }

    /// Makes the keys and delivers them; what is kept of each, by the key's id.
    func deliver(
        _ issuing: KeyIssuing,
        for workspace: Workspace?
    ) throws(StoreError) -> [String: KeyIssuing.Issued] {
        var generator = SystemRandomNumberGenerator()
        var issued: [String: KeyIssuing.Issued] = [:]
        let letter = SecretBytes(capacity: 4_096 * (issuing.requests.count + 1))
        for request in issuing.requests {
            let secret = KeyFormat.generate(using: &generator)
            let note = note(of: secret, request, workspace)
            if request.key.recipients.isEmpty {
                if letter.count > 0 { letter.append("---\n") }
                letter.append(note)
                issued[request.id] = KeyIssuing.Issued(secret, sealed: nil)
            } else {
                issued[request.id] = KeyIssuing.Issued(secret, sealed: try seal(note, request))
            }
        }
        if letter.count > 0 { try handOver(letter) }
        return issued
    }

    private func handOver(_ letter: SecretBytes) throws(StoreError) {
        switch sink {
        case .file(let path):
            let result = letter.read { bytes in
                Result { () throws(StoreError) in try NewFiles.createSecret(path, bytes) }
            }
            try result.get()
        case .terminal(let stream):
            try stream.write(
                "New keys, shown this once; they are valid when the apply is through:\n"
            )
            let result = letter.read { bytes in
                Result { () throws(StoreError) in try stream.write(bytes) }
            }
            try result.get()
            try stream.write("\n")
        case .nowhere:
            preconditionFailure("the plan was refused")
        }
    }

    /// What the receiver of a key reads: YAML.
    private func note(
        of secret: SecretBytes,
        _ request: KeyIssuing.Request,
        _ workspace: Workspace?
    ) -> SecretBytes {
        let note = SecretBytes(capacity: 4_096)
        note.append("id: \(request.id)\nname: \(Value.text(request.key.name).json)\nkey: ")
        note.append(secret)
        note.append("\n")
        if let base = workspace?.baseURL {
            let separator = base.hasSuffix("/") ? "" : "/"
            note.append("base_url: \(Value.text("\(base)\(separator)user/api/v1").json)\n")
        }
        return note
    }

    private func seal(
        _ note: SecretBytes,
        _ request: KeyIssuing.Request
    ) throws(StoreError) -> String {
        do throws(AgeError) {
            var recipients: [AgeRecipient] = []
            for text in request.key.recipients { recipients.append(try AgeRecipient(text)) }
            return try Age.seal(note, for: recipients)
        } catch {
            throw StoreError(.io, "key/\(request.id)", "it cannot be sealed: \(error.message)")
        }
    }
}
