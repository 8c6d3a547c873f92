extension Route {
    /// Everything that can be asked for, in the order in which it is tried.
    static let all: [Route] = api + [openAPI]

    /// What the OpenAPI document describes.
    static let api: [Route] =
        monitors + statusPages + incidents + maintenances + analytics + keys + embeds + publicPages
        + statusPageV2

    private static let openAPI = Route(
        "/openapi.json",
        "getOpenAPI",
        "This document.",
        .everyone(.shared(seconds: 300)),
        .json(.anything)
    ) { call, _ throws(Refusal) in
        .document(OpenAPI(of: api, on: call.site).document)
    }
}
