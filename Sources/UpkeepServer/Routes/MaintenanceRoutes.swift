import UpkeepEngine
import UpkeepKinds

extension Route {
    /// What a key with `maintenances:read` can ask.
    static let maintenances: [Route] = [
        Route(
            "/user/api/v1/maintenances",
            "listMaintenances",
            "The maintenances, by the start of the window that is open, or else of the next one, or else of the last one.",
            .key(.readMaintenances),
            parameters: [
                Parameters.page.description, status.description, from.description, to.description,
                maintenanceLimit.description, Cursor.parameter.description,
            ],
            .json(Listing.schema(of: View<ListedMaintenance>.maintenance.schema)),
            leadsTo: ["getMaintenance": "id"]
        ) { call, moment throws(Refusal) in
            let page = try call.chosenPage()
            let status = try call.value(status)
            let range = try call.range(at: &moment)
            let start = try call.value(Cursor.parameter) ?? Cursor(-1)
            let limit = try call.value(maintenanceLimit)
            let maintenances = call.site.maintenances
            let all = page.map { maintenances.of(page: $0.slug) } ?? maintenances.all
            let chosen = call.site.shown(all, at: &moment).lazy.filter {
                (status == nil || $0.status == status)
                    && $0.cursor > start
                    && (range.isStandard || !$0.occurrences(in: range.range, limit: 1).isEmpty)
            }
            let part = chosen.part(upTo: limit, cursor: \.cursor) { shown in
                View<ListedMaintenance>.maintenance.json(shown.listed(in: range.range))
            }
            return .json(Listing.json(part))
        },
        Route(
            "/user/api/v1/maintenances/{id}",
            "getMaintenance",
            "One maintenance.",
            .key(.readMaintenances),
            parameters: [from.description, to.description],
            .json(Single.schema(of: View<ListedMaintenance>.maintenance.schema))
        ) { call, moment throws(Refusal) in
            guard let number = call.number, let published = call.site.maintenances[number],
                let shown = ShownMaintenance(published, in: call.site, at: &moment)
            else { throw .notFound("maintenance") }
            let listed = shown.listed(in: try call.range(at: &moment).range)
            return .json(Single.json(View<ListedMaintenance>.maintenance.json(listed)))
        },
    ]

    private static let status = Parameter<MaintenanceStatus?>.optionalChoice(
        "status",
        of: MaintenanceStatus.self,
        "Only maintenances that have come so far."
    )
    fileprivate static let from = Parameter<Instant?>.time(
        "from",
        "Only maintenances with a window that ends after this time (default for `occurrences`: 30 days ago)."
    )
    fileprivate static let to = Parameter<Instant?>.time(
        "to",
        "Only maintenances with a window that begins before this time (default for `occurrences`: in 90 days)."
    )
    private static let maintenanceLimit = Parameters.limit(200, default: 50)
}

extension ShownMaintenance {
    fileprivate var cursor: Cursor {
        Cursor(max(0, Int(window.lowerBound.secondsSinceEpoch)), number)
    }

    fileprivate func occurrences(in range: Range<Instant>, limit: Int) -> [Range<Instant>] {
        published.specification.windows(in: range, limit: limit)
    }

    /// With its windows in a range; of a range that is too long the first.
    fileprivate func listed(in range: Range<Instant>) -> ListedMaintenance {
        ListedMaintenance(
            shown: self,
            occurrences: rule == nil ? [] : occurrences(in: range, limit: 400)
        )
    }
}

extension Call {
    /// The range that `from` and `to` give, and whether it is the one that counts where neither is given.
    fileprivate func range(
        at moment: inout Moment
    ) throws(Refusal) -> (range: Range<Instant>, isStandard: Bool) {
        let from = try value(Route.from)
        let to = try value(Route.to)
        // The range that goes by the clock goes by its days, so that an answer stays right for longer than a second.
        let today = Day(of: moment.now)
        if from == nil || to == nil { _ = moment.hasReached(today.advanced(by: 1).start) }
        let start = from ?? min(today.advanced(by: -30).start, to ?? .latest)
        let end = to ?? max(today.advanced(by: 91).start, from ?? .earliest)
        // Before its beginning a range ends with nothing in it.
        return (start..<max(start, end), from == nil && to == nil)
    }
}
