import UpkeepEngine
import UpkeepKinds
import UpkeepSource

/// What has to be committed for manifests to say the same as a state that has gone back.
struct ReturnToFormer {
    /// The serial of the former state.
    let serial: Int
    /// What the manifests have to say, by their names.
    let files: [(name: String, text: String)]
    /// What has to go, with the places where it is declared.
    let removals: [(id: ResourceID, place: SourcePlace)]

    init(serial: Int, _ plan: Plan) {
        self.serial = serial
        let written = plan.changes.filter { $0.after != nil }
        files = Dictionary(grouping: written) { $0.after?.recordedPlace.path ?? "" }
            .sorted { $0.key < $1.key }
            .map { ($0.key, ManifestText(changedBy: $0.value).text) }
        let kept = Set(written.compactMap(\.after?.id))
        removals = plan.changes.compactMap { change in
            let isGone = change.action == .delete || change.previousID != nil
            guard isGone, let before = change.before, !kept.contains(before.id) else { return nil }
            return (before.id, before.place)
        }
    }

    /// Everything as one text: YAML, with comments that say where it belongs.
    var text: String {
        let texts = files.map { "# \($0.name.printable)\n\($0.text)" }
        let gone = removals.map { "# remove \($0.id) (\($0.place.description.printable))\n" }
        return (texts + (gone.isEmpty ? [] : [gone.joined()])).joined(separator: "\n")
    }

    /// Why it has to be committed.
    static let reason =
        "Commit this as well: otherwise the next reconcile does again what was rolled back."

    var value: Value {
        .map([
            "files": .list(
                files.map { .map(["file": .text($0.name), "text": .text($0.text)]) }
            ),
            "remove": .list(
                removals.map {
                    .map([
                        "file": .text($0.place.path), "id": .text($0.id.description),
                        "line": .integer($0.place.line),
                    ])
                }
            ),
            "serial": .integer(serial),
        ])
    }
}
