/// What a kind is called.
package struct KindName: Hashable, Sendable {
    /// One of it: `monitor`; the first half of a resource's id.
    package let word: String
    /// Where it stands in a manifest: `monitors`.
    package let section: String
    /// One of it, for a sentence: `status page`.
    package let title: String
    /// Whether the whole tree has at most one, written without an id.
    package let isSingleton: Bool

    package init(_ word: String, section: String) {
        self.init(word, section: section, isSingleton: false)
    }

    /// The name of a kind of which there is at most one.
    package init(singleton word: String) {
        self.init(word, section: word, isSingleton: true)
    }

    private init(_ word: String, section: String, isSingleton: Bool) {
        self.word = word
        self.section = section
        self.isSingleton = isSingleton
        title = word.split(separator: "_").joined(separator: " ")
    }

    /// The id of the only resource of a singleton kind.
    package static let singletonID = "settings"
}

/// What integrations know a resource by.
package enum PublicIDForm: Sendable {
    /// 1, 2, 3 ... for each kind, never used again.
    case number
    /// A random UUID (RFC 9562, version 4).
    case uuid
}
