import UpkeepEngine
import UpkeepKinds
import UpkeepSource

extension ImportDraft {
    /// Reads an incident, or a maintenance, which Statuspage keeps in the same form.
    mutating func readStatuspageEvent(_ node: Node, _ index: StatuspageIndex) {
        var index = index
        let page = statuspagePage(of: node, &index)
        ledger.carry(node.setting("page_id"))
        ledger.leave(node.setting("id"), .identity)
        for name in ["updated_at", "shortlink", "metadata"] {
            ledger.leave(node.setting(name), .record)
        }
        let updates = statuspageUpdates(of: node)
        let components = statuspageSubjects(of: [node] + updates.map(\.node), index, on: page)
        if node.isStatuspageMaintenance {
            readStatuspageMaintenance(node, updates, components, on: page)
        } else {
            readStatuspageIncident(node, updates, components, on: page)
        }
    }

    /// An update, and when it was made.
    private struct StatuspageUpdate {
        let node: Node
        let at: Instant
        let status: String
    }

    /// The updates in the order of their times; what Statuspage sends alone is an update of itself.
    private mutating func statuspageUpdates(of node: Node) -> [StatuspageUpdate] {
        let list = node.setting("incident_updates")?.records ?? []
        let nodes = list.isEmpty ? [node] : list
        var updates: [StatuspageUpdate] = []
        for update in nodes {
            judgeStatuspageUpdate(update)
            let shown = update.setting("display_at")
            let created = update.setting("created_at")
            guard let at = (shown ?? created)?.string.flatMap({ ForeignTime.instant($0) }) else {
                ledger.leave(update, .incomplete)
                continue
            }
            ledger.carry(shown ?? created)
            if shown != nil { expect(created, { $0.string == shown?.string }, else: .record) }
            updates.append(
                StatuspageUpdate(
                    node: update,
                    at: at,
                    status: update.setting("status")?.string ?? ""
                )
            )
        }
        // The API gives the newest first, so that of two in the same second the later one comes behind.
        return updates.reversed().enumerated().sorted {
            ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
        }
        .map(\.element)
    }

    private mutating func judgeStatuspageUpdate(_ node: Node) {
        ledger.leave(node.setting("id"), .identity)
        ledger.leave(node.setting("updated_at"), .record)
        ledger.carry(node.setting("incident_id"))
        let messages = [
            "custom_tweet", "deliver_notifications", "tweet_id", "twitter_updated_at",
            "wants_twitter_update",
        ]
        for name in messages { ledger.leave(node.setting(name), .alerting) }
    }

    /// The components that an event, or one of its updates, names.
    private mutating func statuspageSubjects(
        of nodes: [Node],
        _ index: StatuspageIndex,
        on page: Int
    ) -> [String] {
        let known = Set(pages[page].components.map(\.id))
        var found: [String] = []
        for node in nodes {
            let listed = (node.setting("components")?.records ?? []).map { ($0, $0.setting("id")) }
            let affected = (node.setting("affected_components")?.records ?? []).map {
                ($0, $0.setting("code"))
            }
            for (record, id) in affected {
                let isKnown = id?.string.map { index.components[$0] != nil } ?? false
                for value in [id, record.setting("name")] {
                    if isKnown { ledger.carry(value) } else { ledger.leave(value, .nobody) }
                }
                for name in ["old_status", "new_status"] {
                    ledger.leave(record.setting(name), .status)
                }
            }
            for (_, id) in listed + affected {
                guard let component = id?.string.flatMap({ index.components[$0] }),
                    known.contains(component), !found.contains(component)
                else { continue }
                found.append(component)
            }
        }
        return found
    }

    private mutating func readStatuspageIncident(
        _ node: Node,
        _ updates: [StatuspageUpdate],
        _ components: [String],
        on page: Int
    ) {
        guard let title = line(node.setting("name"), limit: 200) else {
            ledger.leave(node, .incomplete)
            return
        }
        var told: [ImportedIncident.Update] = []
        for update in updates {
            let status = update.node.setting("status")
            let word = update.status == "postmortem" ? "resolved" : update.status
            guard let state = IncidentState(rawValue: word),
                told.count < ImportedIncident.updateLimit
            else {
                ledger.leave(
                    update.node,
                    told.count < ImportedIncident.updateLimit ? .incomplete : .tooMany
                )
                continue
            }
            ledger.carry(status)
            let message = paragraphs(update.node.setting("body"), limit: 10_000)
            told.append(.init(at: update.at, state: state, message: message ?? state.title))
        }
        if let last = told.last, let postmortem = statuspagePostmortem(of: node, after: last.at) {
            told.append(postmortem)
        }
        guard let first = told.first, let last = told.last else {
            ledger.leave(node, .incomplete)
            return
        }
        let word = node.setting("impact")
        let override = node.setting("impact_override")
        let impact =
            (override ?? word)?.string.flatMap { IncidentImpact(rawValue: $0) }
            ?? IncidentImpact.none
        ledger.carry(override)
        expect(word, { $0.string == impact.rawValue }, else: override == nil ? .changed : .twice)
        expect(
            node.setting("status"),
            { $0.string == "postmortem" || $0.string == last.state.rawValue },
            else: .record
        )
        let moments = ["created_at", "started_at", "monitoring_at", "resolved_at"]
        let times = Set(told.map(\.at) + [first.at])
        for name in moments {
            expect(
                node.setting(name),
                { $0.string.flatMap { ForeignTime.instant($0) }.map(times.contains) ?? false },
                else: .record
            )
        }
        addIncident(title, impact, told, components: components, on: page)
    }

    /// What was written about an incident when it was over, where it was published.
    private mutating func statuspagePostmortem(
        of node: Node,
        after last: Instant
    ) -> ImportedIncident.Update? {
        let time = node.setting("postmortem_published_at")
        guard node.setting("postmortem_ignored")?.boolean != true,
            let at = time?.string.flatMap({ ForeignTime.instant($0) }), at >= last,
            let message = paragraphs(node.setting("postmortem_body"), limit: 10_000)
        else {
            ledger.leave(node.setting("postmortem_body"), .incomplete)
            return nil
        }
        ledger.carry(time)
        ledger.carry(node.setting("postmortem_ignored"))
        return .init(at: at, state: .resolved, message: message)
    }

    private mutating func readStatuspageMaintenance(
        _ node: Node,
        _ updates: [StatuspageUpdate],
        _ components: [String],
        on page: Int
    ) {
        let start = node.setting("scheduled_for")
        let end = node.setting("scheduled_until")
        guard let from = start?.string.flatMap({ ForeignTime.instant($0) }),
            let to = end?.string.flatMap({ ForeignTime.instant($0) }), from < to
        else {
            ledger.leave(node, .incomplete)
            return
        }
        guard to > now, node.setting("status")?.string != "completed" else {
            ledger.leave(node, .over)
            for name in ["name", "status", "impact", "scheduled_for", "scheduled_until"] {
                ledger.leave(node.setting(name), .over)
            }
            return
        }
        guard let title = line(node.setting("name"), limit: 200) else {
            ledger.leave(node, .incomplete)
            return
        }
        for value in [start, end, node.setting("impact"), node.setting("status")] {
            ledger.carry(value)
        }
        let message = updates.first.flatMap { paragraphs($0.node.setting("body"), limit: 10_000) }
        ledger.carry(updates.first?.node.setting("status"))
        for update in updates.dropFirst() { ledger.leave(update.node, .oneMessage) }
        addMaintenance(title, from..<to, on: page) {
            $0.message = message
            $0.components = components
        }
    }
}

extension Node {
    /// Whether it was planned; examples of the API have times for that in incidents, too.
    fileprivate var isStatuspageMaintenance: Bool {
        if setting("impact")?.string == "maintenance" { return true }
        let states = ["scheduled", "in_progress", "verifying", "completed"]
        return setting("scheduled_for") != nil && states.contains(setting("status")?.string ?? "")
    }
}

extension IncidentState {
    /// What stands where nothing was written.
    fileprivate var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() + "." }
}
