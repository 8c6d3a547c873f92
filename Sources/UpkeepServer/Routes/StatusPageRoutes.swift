import UpkeepEngine
import UpkeepKinds

extension Route {
    /// What a key with `status_pages:read` can ask.
    static let statusPages: [Route] = [
        Route(
            "/user/api/v1/status-pages",
            "listStatusPages",
            "The status pages, in the order of their slugs.",
            .key(.readStatusPages),
            .json(Listing.schema(of: View<SitePage>.page.schema)),
            leadsTo: ["getStatusPage": "status_page_id"]
        ) { call, _ throws(Refusal) in
            let pages = call.site.pages.map(View<SitePage>.page.json)
            return .json(Listing.json(Listing.Part(elements: pages, cursor: nil)))
        },
        Route(
            "/user/api/v1/status-pages/{status_page_id}",
            "getStatusPage",
            "One status page, with its components and the monitors that are watched.",
            .key(.readStatusPages),
            .json(Single.schema(of: View<PageContents>.contents.schema))
        ) { call, moment throws(Refusal) in
            guard let page = call.site.page(uuid: call.variables[0]) else {
                throw .notFound("status page")
            }
            let contents = PageContents(
                status: call.site.status(of: page, at: &moment),
                monitors: call.site.monitors(of: page).map { ShownMonitor($0, in: call.site) }
            )
            return .json(Single.json(View<PageContents>.contents.json(contents)))
        },
    ]
}
