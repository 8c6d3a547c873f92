import UpkeepEngine
import UpkeepSource

extension ImportDraft {
    /// Reads components in the order of the page: those of a group stand where the group does.
    mutating func readStatuspageComponents(_ nodes: [Node], _ index: inout StatuspageIndex) {
        for node in nodes where node.isStatuspageGroup {
            guard let id = node.setting("id")?.string, index.groups[id] == nil,
                let name = line(node.setting("name"))
            else { continue }
            index.groups[id] = (name, node.setting("position")?.integer ?? 0)
        }
        // What an element is sorted by is asked for once: exports have many.
        let places = nodes.enumerated().map { place, node in
            let own = node.setting("position")?.integer ?? 0
            let group = node.setting("group_id")?.string.flatMap { index.groups[$0]?.position }
            return (group ?? own, group == nil ? 0 : 1, own, place)
        }
        for (_, _, _, place) in places.sorted(by: <) {
            readStatuspageComponent(nodes[place], &index)
        }
    }

    private mutating func readStatuspageComponent(_ node: Node, _ index: inout StatuspageIndex) {
        let page = statuspagePage(of: node, &index)
        let id = node.setting("id")?.string
        let isKnown = id.map { index.components[$0] != nil } ?? false
        if !node.isStatuspageGroup, !isKnown,
            pages[page].components.count >= ImportedPage.componentLimit
        {
            ledger.leave(node, .tooMany)
            return
        }
        judgeStatuspageComponent(node)
        if node.isStatuspageGroup, id.map({ index.groups[$0] != nil }) ?? false {
            ledger.leave(node.setting("description"), .heading)
            ledger.leave(node.setting("status"), .heading)
            // The components say themselves to which group they belong.
            ledger.carry(node.setting("components"))
            return
        }
        let groupID = node.setting("group_id")
        let group = groupID?.string.flatMap { index.groups[$0]?.name }
        if group == nil { ledger.leave(groupID, .nobody) } else { ledger.carry(groupID) }
        if isKnown {
            for name in ["name", "description"] { ledger.carry(node.setting(name)) }
            return
        }
        guard let name = line(node.setting("name")) else {
            ledger.leave(node, .incomplete)
            return
        }
        let description = paragraphs(node.setting("description"), limit: 2_000)
        let component = addComponent(name, group: group, description: description, to: page)
        if let id { index.components[id] = component }
    }

    /// Notes what Upkeep has of itself, and what it has not.
    private mutating func judgeStatuspageComponent(_ node: Node) {
        ledger.leave(node.setting("id"), .identity)
        for name in ["created_at", "updated_at", "start_date"] {
            ledger.leave(node.setting(name), .record)
        }
        // It stands on its page, the order is that of the page, and what is a group is a heading.
        ledger.carry(node.setting("page_id"))
        ledger.carry(node.setting("position"))
        ledger.carry(node.setting("group"))
        expect(node.setting("status"), { $0.string == "operational" }, else: .status)
        // Upkeep shows every component, and the history of each.
        expect(node.setting("showcase"), { $0.boolean == true }, else: .look)
        expect(node.setting("only_show_if_degraded"), { $0.boolean == false }, else: .look)
        ledger.leave(node.setting("automation_email"), .secret)
    }
}

extension Node {
    /// Whether it is a group of components; examples of the API have groups in groups, which there are not.
    fileprivate var isStatuspageGroup: Bool {
        setting("group")?.boolean == true && setting("group_id") == nil
    }
}
