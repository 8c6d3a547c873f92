import UpkeepKinds

/// The routes for people: what `/openapi.json` is for programs.
enum ReferenceDocument {
    static func content(of routes: [Route]) -> Content {
        var document = Document(title: "Reference", root: PageLinks.root(depth: 1))
        document.script = nil
        document.data = ["isPage": false, "name": "Upkeep", "home": "./"]
        let parts: [(anchor: String, heading: String, routes: [Route])] = [
            ("authenticated", "With a key", routes.filter { !$0.isOpen && !$0.isForPeople }),
            ("public", "For everybody", routes.filter { $0.isOpen && !$0.isForPeople }),
            ("pages", "For people", routes.filter(\.isForPeople)),
        ]
        return document.content(
            "docs",
            [
                "parts": .list(
                    parts.map { part in
                        [
                            "anchor": .text(part.anchor), "heading": .text(part.heading),
                            "routes": .list(part.routes.map(data)),
                        ]
                    }
                )
            ]
        )
    }

    private static func data(_ route: Route) -> PageData {
        let needs: String? =
            switch route.access {
            case .everyone: nil
            case .key(nil): "a key"
            case .key(let scope?): "a key with \(scope.rawValue)"
            case .console: "a key with full access, as the password"
            }
        let type: MediaType =
            switch route.shape {
            case .json: .json
            case .text(let type): type
            }
        return [
            "name": .text(route.name),
            "path": .text(route.path.text),
            "aboutHTML": .markup(MarkdownText(route.about).markup),
            "needs": .optional(needs),
            "type": .text(type.rawValue),
            "hasParameters": .flag(!route.allParameters.isEmpty),
            "parameters": .list(route.allParameters.map(data)),
        ]
    }

    private static func data(_ parameter: ParameterDescription) -> PageData {
        let standard = parameter.standard.map { String(decoding: $0.bytes, as: UTF8.self) }
        return [
            "name": .text(parameter.name),
            "aboutHTML": .markup(MarkdownText(parameter.about).markup),
            "isRequired": .flag(parameter.isRequired),
            "standard": .text(standard.map { $0.filter { $0 != "\"" } } ?? "–"),
        ]
    }
}

extension Route {
    /// Whether it is a page, or belongs to one.
    fileprivate var isForPeople: Bool {
        if case .text(let type) = shape { return type != .svg }
        return false
    }
}
