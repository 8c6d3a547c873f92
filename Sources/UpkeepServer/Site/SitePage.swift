import UpkeepEngine
import UpkeepKinds

/// A status page and where it is found.
struct SitePage: Sendable {
    let published: Published<StatusPage>
    /// Its own domain, or its place on the server.
    let url: String
    /// The host of its own domain, in lower case; nil when it has none.
    let domain: String?
    /// The components under their headings, in the order of the page: a heading stands where its first component does.
    let groups: [ComponentGroup]
    private let names: [String: String]

    init(_ published: Published<StatusPage>, baseURL: String) {
        self.published = published
        let own = published.specification.url
        url = (own ?? "\(baseURL)/\(published.id)").withoutFinalSlash
        domain = own.flatMap { Authority.host(ofURL: $0) }
        var groups: [ComponentGroup] = []
        for component in published.specification.components {
            let index = component.group.flatMap { name in groups.firstIndex { $0.name == name } }
            if let index {
                groups[index].components.append(component)
            } else {
                groups.append(ComponentGroup(name: component.group, components: [component]))
            }
        }
        self.groups = groups
        names = Dictionary(published.specification.components.map { ($0.id, $0.name) }) { $1 }
    }

    var slug: String { published.id }
    var uuid: String { published.uuid }
    var name: String { published.specification.name }
    var components: [Component] { published.specification.components }

    /// What a component is called; its id where the page does not have it.
    func name(of component: String) -> String {
        names[component] ?? component
    }

    /// The ids of some components, in the order of the page.
    func ordered(_ ids: Set<String>) -> [String] {
        components.map(\.id).filter(ids.contains)
    }
}

/// Components that stand together: under a heading, or one by itself.
struct ComponentGroup: Sendable {
    /// Nil for a component by itself.
    let name: String?
    var components: [Component]
}
