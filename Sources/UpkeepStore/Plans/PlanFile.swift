import UpkeepEngine

/// A plan that was reviewed, and to which an apply can be held.
///
/// It is never executed as it is: the plan is made again, and has to come out the same.
package struct PlanFile: Sendable {
    private static let format: Value = "upkeep-plan-file/1"
    private static let sizeLimit = 1_073_741_824

    /// The digest of the plan.
    package let digest: String
    /// The state that it starts from; nil for none.
    package let state: StateIdentity?
    /// The digest of the manifests.
    package let treeDigest: String

    package static func write(_ plan: Plan, to path: String) throws(StoreError) {
        let file = Value.map([
            "digest": .text(plan.digest), "format": format, "plan": plan.value,
        ])
        try NewFiles.replace(path, with: file.indentedJSON)
    }

    package init(path: String) throws(StoreError) {
        guard let bytes = try NewFiles.read(path, limit: Self.sizeLimit) else {
            throw StoreError(.io, path, "no such file")
        }
        guard let value = try? JSONReader.value(of: bytes), value["format"] == Self.format,
            let plan = value["plan"], let digest = value["digest"]?.text,
            Digest.of(Plan.digested(plan).json) == digest,
            let tree = plan["manifests"]?.text
        else {
            throw StoreError(
                .corrupt,
                path,
                "this is not a plan, or it was changed",
                help: "make it again with --out"
            )
        }
        self.digest = digest
        treeDigest = tree
        state = plan["state"].flatMap { state in
            guard let lineage = state["lineage"]?.text, let serial = state["serial"]?.integer,
                let digest = state["digest"]?.text
            else { return nil }
            return StateIdentity(lineage: lineage, serial: serial, digest: digest)
        }
    }
}

extension Plan {
    /// What the plan is known by: SHA-256 over its canonical form.
    package var digest: String { Digest.of(json) }
}
