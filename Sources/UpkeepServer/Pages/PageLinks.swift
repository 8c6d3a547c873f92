/// The addresses of a page as its documents have them: relative, so that they hold behind any proxy, whatever it puts in front.
struct PageLinks: Sendable {
    /// From the document to the root of the server.
    let root: String
    /// From the root to what belongs to the page.
    private let folder: String
    private let slug: String
    private let isAtRoot: Bool

    /// `depth` is how many segments the document's path has; a page that is known by its host has its documents at the root.
    init(of page: SitePage, depth: Int, isAtRoot: Bool) {
        root = Self.root(depth: depth)
        slug = page.slug
        folder = isAtRoot ? "" : "\(page.slug)/"
        self.isAtRoot = isAtRoot
    }

    static func root(depth: Int) -> String {
        depth < 2 ? "./" : String(repeating: "../", count: depth - 1)
    }

    var home: String { isAtRoot ? root : root + slug }
    var history: String { root + folder + "history" }
    func history(month: String) -> String { "\(history)?month=\(month)" }
    func incident(_ number: Int) -> String { "\(root)\(folder)incidents/\(number)" }
    var atom: String { root + folder + "feed.atom" }
    var rss: String { root + folder + "feed.rss" }
    var calendar: String { root + folder + "maintenances.ics" }
    /// Pictures are known by the slug on every host.
    var logo: String { "\(root)\(slug)/logo" }
}
