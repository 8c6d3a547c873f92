import UpkeepEngine

/// A state as it is served: never changed, only replaced by the next.
package final class Snapshot: Sendable {
    /// How much memory rendered answers may take, in bytes; less of a state that is asked for now and then.
    private static let cacheSize = 33_554_432
    private static let formerCacheSize = 2_097_152

    let site: Site
    let cache: AnswerCache
    let archive: Archive
    /// The field that says which state an answer comes from.
    let serialField: [UInt8]

    /// A state to be served.
    ///
    /// `address` is where the server is reached if the workspace does not say so: `http://127.0.0.1:8080`.
    /// `isFormer` says that another one is the newest.
    package init(
        _ state: State,
        zones: ZoneDatabase,
        address: String,
        archive: Archive = Archive(),
        isFormer: Bool = false
    ) {
        site = Site(state, zones: zones, address: address, publish: archive.publish)
        cache = AnswerCache(size: isFormer ? Self.formerCacheSize : Self.cacheSize)
        self.archive = archive
        serialField = Answer.lines([("X-Upkeep-Serial", String(state.serial))])
    }

    package var serial: Int { site.state.serial }
}

/// What there is to answer from.
package struct SnapshotReading: Sendable {
    /// The newest state that could be read; nil when there never was one.
    package let snapshot: Snapshot?
    /// Whether it is the state as it is now.
    ///
    /// If not, it may know a key that has been revoked since: no key is accepted.
    package let isCurrent: Bool

    package init(snapshot: Snapshot?, isCurrent: Bool) {
        self.snapshot = snapshot
        self.isCurrent = isCurrent
    }
}
