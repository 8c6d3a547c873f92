/// What an apply issues and ends beside what is declared.
///
/// It is made before the apply, because what is issued has to be in somebody's hands before it is valid.
package struct Issuance: Sendable {
    /// For each resource that is named what is stored as issued for it; the others keep what they have.
    package var issued: [ResourceID: Value]
    package var tombstones: [Tombstone]

    package init(issued: [ResourceID: Value] = [:], tombstones: [Tombstone] = []) {
        self.issued = issued
        self.tombstones = tombstones
    }
}
