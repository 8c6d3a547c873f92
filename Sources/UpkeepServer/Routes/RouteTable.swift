extension Route {
    /// Everything that can be asked for, in the order in which it is tried.
    static let all: [Route] = described + [stateFile, openAPI, reference]

    /// What the descriptions describe.
    ///
    /// Pages come last: their slugs stand in the place of whatever else there is.
    static let described: [Route] =
        monitors + statusPages + incidents + maintenances + analytics + keys + embeds + badges
        + publicPages + statusPageV2 + [console] + pages

    private static func described(on site: Site) -> [Route] {
        site.isPublished ? [stateFile] + described : described
    }

    private static let stateFile = Route(
        "/state.json",
        "getState",
        "A copy of the state that pipelines can plan against, without hashes of keys: `upkeep plan --state -`.",
        .everyone(.shared(seconds: 15)),
        .json(.anything)
    ) { call, _ throws(Refusal) in
        guard let bytes = call.site.publishedFile else { throw .unknownPath }
        return Content(bytes: bytes, type: .json)
    }

    private static let openAPI = Route(
        "/openapi.json",
        "getOpenAPI",
        "What can be asked for, for programs.",
        .everyone(.shared(seconds: 300)),
        .json(.anything)
    ) { call, _ throws(Refusal) in
        Content(bytes: OpenAPI(of: described(on: call.site), on: call.site).document, type: .json)
    }

    private static let reference = Route(
        "/docs",
        "getReference",
        "What can be asked for, for people.",
        .everyone(.shared(seconds: 300)),
        .text(.html)
    ) { call, _ throws(Refusal) in
        ReferenceDocument.content(of: described(on: call.site))
    }
}
