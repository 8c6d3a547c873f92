/// As whom a plan is applied: what was issued to them, and what they may change with it.
package struct Actor: Sendable {
    /// The resource that it was issued for.
    package let resource: ResourceID
    /// What it is called where it must not be known.
    package let id: String
    /// What may be changed; empty for everything.
    package let scopes: Set<String>

    package init(resource: ResourceID, id: String, scopes: Set<String>) {
        self.resource = resource
        self.id = id
        self.scopes = scopes
    }

    /// Whether resources of a kind may be changed.
    func mayChange(_ kind: Kind) -> Bool {
        scopes.isEmpty || kind.writeScope.map(scopes.contains) == true
    }
}
