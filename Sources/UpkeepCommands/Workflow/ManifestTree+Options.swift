import UpkeepEngine
import UpkeepKinds
import UpkeepStore

extension ManifestSources {
    /// Reads the manifests that a user names.
    init(_ options: ManifestOptions) throws(StoreError) {
        try self.init(options.roots, limits: options.limits)
    }
}

extension ManifestTree {
    /// What manifests declare, with progress on a terminal.
    init(
        _ sources: ManifestSources,
        _ options: ManifestOptions,
        after state: State? = nil,
        leaks: LeakedKeys,
        _ console: Console
    ) {
        let progress = Progress("Reading manifests", console)
        defer { progress.end() }
        let reader = ManifestReader(
            kinds: Kind.all,
            version: Version.text,
            now: options.now,
            limits: options.limits,
            inspect: leaks.find
        )
        self.init(sources, reader, after: state) { done, total in progress.show(done, of: total) }
    }
}
