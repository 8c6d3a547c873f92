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
    private let store: StateStore

    /// What to say when an apply fails that has handed keys over.
    static let doubt =
        "note: the new keys are valid only if the apply is through after all; `upkeep keys verify` tells\n"

    /// `variables` are those of the process: a terminal that a pipeline makes up is a log.
    ///
    /// `keysOut` is the file that the user has named for them.
    init(keysOut: String?, _ store: StateStore, variables: [String: String]) {
        self.store = store
        if let path = keysOut {
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
            if store.isOwn(path) { return [.keyFileBesideState(path, severity)] }
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
        var notes: [SecretBytes] = []
        for request in issuing.requests {
            let secret = KeyFormat.generate(using: &generator)
            let note = note(of: secret, request, workspace)
            let isShown = request.key.recipients.isEmpty
            let sealed = isShown ? nil : try seal(note, request)
            issued[request.id] = KeyIssuing.Issued(secret, sealed: sealed)
            if isShown { notes.append(note) }
        }
        if !notes.isEmpty { try handOver(letter(of: notes)) }
        return issued
    }

    /// Several notes as one text: documents of YAML.
    private func letter(of notes: [SecretBytes]) -> SecretBytes {
        let separator = "---\n"
        let letter = SecretBytes(capacity: notes.reduce(0) { $0 + $1.count + separator.utf8.count })
        for (index, note) in notes.enumerated() {
            if index > 0 { letter.append(separator) }
            letter.append(note)
        }
        return letter
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

    /// What the receiver of a key reads: YAML, with texts as JSON has them.
    private func note(
        of secret: SecretBytes,
        _ request: KeyIssuing.Request,
        _ workspace: Workspace?
    ) -> SecretBytes {
        let head = "id: \(request.id)\nname: \(Value.text(request.key.name).json)\nkey: "
        let base = workspace?.baseURL.map { base in
            let address = base + (base.hasSuffix("/") ? "" : "/") + "user/api/v1"
            return "base_url: \(Value.text(address).json)\n"
        }
        let tail = "\n" + (base ?? "")
        let note = SecretBytes(
            capacity: head.utf8.count + KeyFormat.length + tail.utf8.count
        )
        note.append(head)
        note.append(secret)
        note.append(tail)
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
