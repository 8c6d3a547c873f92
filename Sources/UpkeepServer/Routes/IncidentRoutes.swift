import UpkeepEngine
import UpkeepKinds

extension Route {
    /// What a key with `incidents:read` can ask.
    static let incidents: [Route] = [
        Route(
            "/user/api/v1/incidents",
            "listIncidents",
            "The incidents, the newest first.",
            .key(.readIncidents),
            parameters: [
                Parameters.page.description, state.description, incidentLimit.description,
                Cursor.parameter.description,
            ],
            .json(Listing.schema(of: View<ShownIncident>.incident.schema)),
            leadsTo: ["getIncident": "id", "listIncidentUpdates": "id"]
        ) { call, moment throws(Refusal) in
            let page = try call.chosenPage()
            let state = try call.value(state)
            let start = try call.value(Cursor.parameter)
            let limit = try call.value(incidentLimit)
            let all = page.map { call.site.incidents.of(page: $0.slug) } ?? call.site.incidents.all
            var shown: [ShownIncident] = []
            for incident in all where start.map({ incident.cursor < $0 }) ?? true {
                guard let incident = ShownIncident(incident, in: call.site, at: &moment),
                    state == nil || incident.state == state
                else { continue }
                shown.append(incident)
                // One more than asked for says that there is a next part.
                if shown.count > limit { break }
            }
            let part = shown.part(upTo: limit) {
                $0.published.cursor
            } json: {
                View<ShownIncident>.incident.json($0)
            }
            return .json(Listing.json(part))
        },
        Route(
            "/user/api/v1/incidents/{id}",
            "getIncident",
            "One incident, with every update.",
            .key(.readIncidents),
            .json(Single.schema(of: View<ShownIncident>.incident.schema))
        ) { call, moment throws(Refusal) in
            .json(Single.json(View<ShownIncident>.incident.json(try call.incident(at: &moment))))
        },
        Route(
            "/user/api/v1/incidents/{id}/updates",
            "listIncidentUpdates",
            "What was said about an incident, the newest first.",
            .key(.readIncidents),
            .json(Listing.schema(of: View<ShownUpdate>.update.schema))
        ) { call, moment throws(Refusal) in
            let updates = try call.incident(at: &moment).newestFirst
            let elements = updates.map(View<ShownUpdate>.update.json)
            return .json(Listing.json(Listing.Part(elements: elements, cursor: nil)))
        },
    ]

    private static let state = Parameter<IncidentState?>.optionalChoice(
        "state",
        of: IncidentState.self,
        "Only incidents in this state."
    )
    private static let incidentLimit = Parameters.limit(200, default: 50)
}

extension Published<Incident> {
    fileprivate var cursor: Cursor {
        Cursor(max(0, Int(specification.startedAt.secondsSinceEpoch)), number)
    }
}

extension Call {
    /// The incident whose number stands in the path.
    fileprivate func incident(at moment: inout Moment) throws(Refusal) -> ShownIncident {
        guard let number, let published = site.incidents[number],
            let incident = ShownIncident(published, in: site, at: &moment)
        else { throw .notFound("incident") }
        return incident
    }
}
