extension Route {
    /// Everything that can be asked for, in the order in which it is tried.
    static let all: [Route] = described + [openAPI, reference]

    /// What the descriptions describe.
    ///
    /// Pages come last: their slugs stand in the place of whatever else there is.
    static let described: [Route] =
        monitors + statusPages + incidents + maintenances + analytics + keys + embeds + badges
        + publicPages + statusPageV2 + [console] + pages

    private static let openAPI = Route(
        "/openapi.json",
        "getOpenAPI",
        "What can be asked for, for programs.",
        .everyone(.shared(seconds: 300)),
        .json(.anything)
    ) { call, _ throws(Refusal) in
        Content(bytes: OpenAPI(of: described, on: call.site).document, type: .json)
    }

    private static let reference = Route(
        "/docs",
        "getReference",
        "What can be asked for, for people.",
        .everyone(.shared(seconds: 300)),
        .text(.html)
    ) { _, _ throws(Refusal) in
        ReferenceDocument.content(of: described)
    }
}
