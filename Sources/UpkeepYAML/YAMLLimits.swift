/// What a file may hold at most; options raise it, YAML never does.
///
/// The number of nodes has no limit of its own: it is bounded by the size of the file, and what
/// aliases add to it by `aliasExpansion`.
package struct YAMLLimits: Sendable {
    /// How deep collections may stand within each other, aliases followed.
    package var depth = 64
    /// The bytes of one scalar's text.
    package var scalarBytes = 65_536
    /// The nodes that all aliases of a document stand for, taken together.
    package var aliasExpansion = 10_000
    package var fileBytes = 1_048_576
    /// The documents of one file.
    package var documents = 1_000

    package init() {}

    package static let standard = YAMLLimits()

    /// What a file of another system may hold: pictures and style sheets stand in some, and defaults that are merged into
    /// hundreds of entries.
    package static let foreign: YAMLLimits = {
        var limits = YAMLLimits()
        limits.scalarBytes = 1_048_576
        limits.aliasExpansion = 100_000
        return limits
    }()
}
