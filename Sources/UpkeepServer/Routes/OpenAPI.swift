import UpkeepKinds

/// The description of all routes for machines (OpenAPI 3.1), made from the routes themselves.
enum OpenAPI {
    static func document(of routes: [Route], at baseURL: String) -> [UInt8] {
        var named: [String: JSON] = [:]
        let error = Refusal.schema.json(naming: &named)
        let paths = routes.map { route in
            JSON.Member(
                route.path.text,
                .object(["get": operation(route, error: error, naming: &named)])
            )
        }
        let schemas = named.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) }
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
            "servers": .list([.object(["url": .text(baseURL)])]),
            "paths": .object(paths),
            "components": .object([
                "schemas": .object(schemas),
                "securitySchemes": .object([
                    "bearer": .object(["type": "http", "scheme": "bearer"]),
                    "apiKey": .object(["type": "apiKey", "in": "header", "name": "X-API-Key"]),
                ]),
            ]),
        ]).bytes
    }

    private static func operation(
        _ route: Route,
        error: JSON,
        naming named: inout [String: JSON]
    ) -> JSON {
        let inPath = route.path.variables.map { name -> JSON in
            .object([
                "name": .text(name), "in": "path", "required": true,
                "schema": .object(["type": "string", "minLength": 1]),
            ])
        }
        let inQuery = route.parameters.map { json($0, naming: &named) }
        return .object([
            "operationId": .text(route.name),
            "summary": .text(route.about),
            "tags": .list([.text(tag(of: route))]),
            "parameters": .list(inPath + inQuery),
            "security": security(of: route),
            "responses": responses(of: route, error: error, naming: &named),
        ])
    }

    private static func tag(of route: Route) -> String {
        switch route.access {
        case .everyone: "public"
        case .key: "authenticated"
        }
    }

    private static func security(of route: Route) -> JSON {
        guard case .key = route.access else { return .list([]) }
        return .list(["bearer", "apiKey"].map { .object([JSON.Member($0, .list([]))]) })
    }

    private static func json(
        _ parameter: ParameterDescription,
        naming named: inout [String: JSON]
    ) -> JSON {
        var schema = parameter.schema.json(naming: &named)
        if let standard = parameter.standard, case .object(let keywords) = schema {
            schema = .object(keywords + [JSON.Member("default", standard)])
        }
        return .object([
            "name": .text(parameter.name), "in": "query",
            "required": .boolean(parameter.isRequired),
            "description": .text(parameter.about), "schema": schema,
        ])
    }

    private static func responses(
        of route: Route,
        error: JSON,
        naming named: inout [String: JSON]
    ) -> JSON {
        let schema =
            switch route.shape {
            case .json(let schema): schema.json(naming: &named)
            case .svg: JSON.object(["type": "string"])
            }
        let type =
            switch route.shape {
            case .json: MediaType.json
            case .svg: MediaType.svg
            }
        var responses = [
            response(200, "What was asked for.", type.rawValue, schema),
            JSON.Member("304", .object(["description": "It is the one of If-None-Match."])),
        ]
        for (code, about) in refusals(of: route) {
            responses.append(response(code, about, MediaType.json.rawValue, error))
        }
        return .object(responses)
    }

    private static func response(
        _ code: Int,
        _ about: String,
        _ type: String,
        _ schema: JSON
    ) -> JSON.Member {
        let content = JSON.object([JSON.Member(type, .object(["schema": schema]))])
        return JSON.Member(
            String(code),
            .object(["description": .text(about), "content": content])
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
        if case .key(let scope) = route.access {
            let need = scope.map { "the scope \($0.rawValue)" } ?? "API access"
            refusals.insert((401, "No valid key, for whatever reason."), at: 1)
            refusals.insert((403, "The key, or the plan, lacks \(need)."), at: 2)
        }
        return refusals
    }
}
