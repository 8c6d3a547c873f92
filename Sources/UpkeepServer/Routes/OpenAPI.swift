import UpkeepEngine
import UpkeepKinds

/// The description of all routes for machines (OpenAPI 3.1), made from the routes themselves.
struct OpenAPI {
    private let routes: [Route]
    private let site: Site
    /// The schemas that have a name, by it.
    private var named: [String: JSON] = [:]
    private var error = JSON.null

    /// The paths of the routes, and the site that gives examples.
    init(of routes: [Route], on site: Site) {
        self.routes = routes
        self.site = site
        error = Refusal.schema.json(naming: &named)
    }

    /// The document as JSON.
    var document: [UInt8] {
        var copy = self
        let paths = routes.map { route in
            JSON.Member(route.path.text, .object(["get": copy.operation(route)]))
        }
        let schemas = copy.named.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) }
        return JSON.object([
            "openapi": "3.1.0",
            "info": .object([
                "title": "Upkeep",
                "version": "1",
                "description": .text(
                    "What an Upkeep server tells about monitors, status pages, incidents and maintenances. It only reads: "
                        + "changes are made in YAML manifests and applied with `upkeep reconcile`. Every GET can be a HEAD."
                ),
            ]),
            "servers": .list([.object(["url": .text(site.baseURL)])]),
            "paths": .object(paths),
            "components": .object([
                "schemas": .object(schemas),
                "securitySchemes": .object([
                    "bearer": .object(["type": "http", "scheme": "bearer"]),
                    "password": .object(["type": "http", "scheme": "basic"]),
                    "apiKey": .object(["type": "apiKey", "in": "header", "name": "X-API-Key"]),
                ]),
            ]),
        ]).bytes
    }

    private mutating func operation(_ route: Route) -> JSON {
        var parameters = route.path.variables.map { variable($0) }
        for parameter in route.allParameters { parameters.append(json(parameter)) }
        return .object([
            "operationId": .text(route.name),
            "summary": .text(route.about),
            "tags": .list([.text(route.isOpen ? "public" : "authenticated")]),
            "parameters": .list(parameters),
            "security": .list(
                Self.schemes(of: route).map { .object([JSON.Member($0, .list([]))]) }
            ),
            "responses": responses(of: route),
        ])
    }

    private static func schemes(of route: Route) -> [String] {
        switch route.access {
        case .everyone: []
        case .key: ["bearer", "apiKey"]
        case .console: ["password", "bearer", "apiKey"]
        }
    }

    // MARK: Parameters

    /// A variable of a path: its name says what it is.
    private mutating func variable(_ name: String) -> JSON {
        let (schema, example): (Schema, JSON?) =
            switch name {
            case "page": (.text, (site.pages.first?.slug).map { .text($0) })
            case "status_page_id": (.uuid, (site.pages.first?.uuid).map { .text($0) })
            default: (.range(1...State.largestNumber), 1)
            }
        return .object([
            "name": .text(name), "in": "path", "required": true,
            "schema": schema.json(naming: &named), "example": example,
        ])
    }

    private mutating func json(_ parameter: ParameterDescription) -> JSON {
        var schema = parameter.schema.json(naming: &named)
        if let standard = parameter.standard, case .object(let keywords) = schema {
            schema = .object(keywords + [JSON.Member("default", standard)])
        }
        let isSlug = parameter.name == "slug"
        return .object([
            "name": .text(parameter.name), "in": "query",
            "required": .boolean(parameter.isRequired),
            "description": .text(parameter.about), "schema": schema,
            "example": isSlug ? (site.pages.first?.slug).map { .text($0) } : nil,
        ])
    }

    // MARK: Responses

    private mutating func responses(of route: Route) -> JSON {
        let (type, schema): (MediaType, JSON) =
            switch route.shape {
            case .json(let schema): (.json, schema.json(naming: &named))
            case .text(let type): (type, .object(["type": "string"]))
            }
        var good = Self.content(type, schema)
        if !route.leadsTo.isEmpty { good.append(JSON.Member("links", Self.links(of: route))) }
        var responses = [
            JSON.Member("200", .object([JSON.Member("description", "What was asked for.")] + good)),
            JSON.Member("304", .object(["description": "It is the one of If-None-Match."])),
        ]
        for (code, about) in Self.refusals(of: route) {
            let about = [JSON.Member("description", .text(about))]
            responses.append(
                JSON.Member(String(code), .object(about + Self.content(.json, error)))
            )
        }
        return .object(responses)
    }

    private static func content(_ type: MediaType, _ schema: JSON) -> [JSON.Member] {
        let body = JSON.object(["schema": schema])
        return [JSON.Member("content", .object([JSON.Member(type.rawValue, body)]))]
    }

    /// From the first element of a list to what can be asked about it.
    private static func links(of route: Route) -> JSON {
        .object(
            route.leadsTo.sorted { $0.key < $1.key }.map { operation, variable in
                let parameters = [JSON.Member(variable, "$response.body#/data/0/id")]
                return JSON.Member(
                    operation,
                    .object(["operationId": .text(operation), "parameters": .object(parameters)])
                )
            }
        )
    }

    private static func refusals(of route: Route) -> [(Int, String)] {
        var refusals = [
            (400, "A parameter is wrong, or the request as a whole."),
            (404, "There is nothing of the kind."),
            (405, "Only GET and HEAD."),
            (413, "No request takes a body."),
            (429, "Too many requests: Retry-After says when to come again."),
            (431, "The header is too large."),
            (503, "There is no state that can be read, or too much to do."),
        ]
        if case .console = route.access {
            refusals.insert((401, "No valid key, or none with full access."), at: 1)
        }
        if case .key(let scope) = route.access {
            let need = scope.map { "the scope \($0.rawValue)" } ?? "API access"
            refusals.insert((401, "No valid key, for whatever reason."), at: 1)
            refusals.insert((403, "The key, or the plan, lacks \(need)."), at: 2)
        }
        return refusals
    }
}
