import UpkeepEngine

/// All incidents, or all maintenances, found by number, by page and by monitor.
struct Records<Spec: Specification>: Sendable {
    let all: [Published<Spec>]
    private let byNumber: [Int: Int]
    private let byPage: [String: [Int]]
    private let byMonitor: [String: [Int]]

    init(
        _ records: [Published<Spec>],
        about: (Spec) -> (page: String, monitors: Set<String>),
        precedes: (Published<Spec>, Published<Spec>) -> Bool
    ) {
        all = records.sorted(by: precedes)
        var byNumber: [Int: Int] = [:]
        var byPage: [String: [Int]] = [:]
        var byMonitor: [String: [Int]] = [:]
        for (index, record) in all.enumerated() {
            let (page, monitors) = about(record.specification)
            byNumber[record.number] = index
            byPage[page, default: []].append(index)
            for monitor in monitors { byMonitor[monitor, default: []].append(index) }
        }
        self.byNumber = byNumber
        self.byPage = byPage
        self.byMonitor = byMonitor
    }

    subscript(number: Int) -> Published<Spec>? { byNumber[number].map { all[$0] } }

    /// Those of a page, in the order of all.
    func of(page slug: String) -> [Published<Spec>] { (byPage[slug] ?? []).map { all[$0] } }

    /// Those that name a monitor, in the order of all.
    func of(monitor id: String) -> [Published<Spec>] { (byMonitor[id] ?? []).map { all[$0] } }
}
