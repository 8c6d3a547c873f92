import UpkeepEngine
import UpkeepKinds

/// A status page to be.
struct ImportedPage {
    struct Component {
        let id: String
        var name: String
        var group: String?
        var description: String?
    }

    static let componentLimit = 500
    static let linkLimit = 10

    let id: String
    /// Nil where the source gives none; it is called Status then.
    var name: String?
    var description: String?
    var url: String?
    var zone: String?
    var logo: String?
    /// Links at the end of the page.
    var links: [(label: String, url: String)] = []
    var components: [Component] = []

    var specification: Value {
        .map([
            "name": .text(name ?? "Status"),
            "description": description.map(Value.text),
            "url": url.map(Value.text),
            "time_zone": zone.map(Value.text),
            "branding": branding,
            "components": .list(components.map(\.value)),
        ])
    }

    private var branding: Value? {
        if logo == nil, links.isEmpty { return nil }
        let footer = links.map { Value.map(["label": .text($0.label), "url": .text($0.url)]) }
        return .map([
            "logo": logo.map(Value.text), "footer": footer.isEmpty ? nil : .list(footer),
        ])
    }
}

extension ImportedPage.Component {
    fileprivate var value: Value {
        .map([
            "id": .text(id), "name": .text(name), "group": group.map(Value.text),
            "description": description.map(Value.text),
        ])
    }
}
