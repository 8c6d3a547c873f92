/// Everything that is measured about manifests, plans and applies.
struct ReconcileBenchmark {
    /// How many monitors the trees have.
    let monitorCounts: [Int]
    /// How often each side of a figure is run.
    let runs: Int
    /// The program that is measured.
    let upkeep: String
    /// This program, which holds the yardstick.
    let bench: String
    /// Where the trees are written.
    let folder: String
    /// Is told what is measured next.
    let progress: (String) -> Void

    /// In files of a hundred monitors; many monitors also in small files.
    private var sizes: [TreeSize] {
        monitorCounts.flatMap { count in
            let usual = TreeSize(monitorCount: count, fileCount: max(1, count / 100))
            let small = TreeSize(monitorCount: count, fileCount: count / 10)
            return count >= 100_000 ? [usual, small] : [usual]
        }
    }

    /// Measures everything, which takes minutes.
    func report() throws -> Report {
        let workbench = try Workbench(below: folder)
        var report = Report(runs: runs)
        try measure([start], into: &report)
        var sites: [TreeSite] = []
        for size in sizes {
            progress("Writing \(size.text)")
            let site = try TreeSite(size, below: workbench.path, upkeep: upkeep)
            sites.append(site)
            try measure(figures(of: site), into: &report)
            let (peers, missing) = try peerFigures(of: site)
            try measure(peers, into: &report)
            for line in missing { report.note(line) }
        }
        try measure(growth(of: sites), into: &report)
        // From here on this process is no longer small.
        if let site = sites.last(where: { $0.size == sizes.first(where: isLargest) }) {
            try measureParsing(site, into: &report)
        }
        return report
    }

    private func isLargest(_ size: TreeSize) -> Bool { size.monitorCount == monitorCounts.max() }

    private func measure(_ figures: [Figure], into report: inout Report) throws {
        for figure in figures {
            progress([figure.name, figure.size?.text].compactMap(\.self).joined(separator: ", "))
            report.add(try figure.measure(runs: runs))
        }
    }
}

// MARK: Figures

extension ReconcileBenchmark {
    private var start: Figure {
        Figure(
            name: "start: upkeep version",
            size: nil,
            contender: Contender("upkeep version", Program(upkeep, "version")),
            yardstick: Contender("true", Program("true")),
            goal: Goal(duration: .milliseconds(10))
        )
    }

    private func bareScan(of site: TreeSite, coreCount: Int? = nil) -> Contender {
        Contender("bare scan", Program(bench, "scan", site.manifests, coreCount: coreCount))
    }

    private func figures(of site: TreeSite) -> [Figure] {
        func figure(
            _ name: String,
            _ contender: Contender,
            _ goal: Goal,
            coreCount: Int? = nil
        ) -> Figure {
            Figure(
                name: name,
                size: site.size,
                contender: contender,
                yardstick: bareScan(of: site, coreCount: coreCount),
                goal: goal
            )
        }
        return [
            figure("dry run, nothing changed", site.unchanged, Goal(ratio: 0.30, peakMiB: 256)),
            figure("dry run, 1 % of files changed", site.changed, Goal(ratio: 0.35)),
            figure(
                "first run, two cores",
                site.firstPlan(coreCount: 2),
                Goal(ratio: 0.85),
                coreCount: 2
            ),
            figure(
                "first run, one core",
                site.firstPlan(coreCount: 1),
                Goal(ratio: 1.4),
                coreCount: 1
            ),
            figure("first apply, durable", site.firstApply, Goal(ratio: 1.6)),
            figure("validate", site.validation, Goal(ratio: 1.0)),
        ]
    }

    /// What others take for as much, where they are installed, and how to install those that are not.
    private func peerFigures(of site: TreeSite) throws -> (figures: [Figure], missing: [String]) {
        var figures: [Figure] = []
        var missing: [String] = []
        for peer in Peer.all where site.size.monitorCount <= peer.largestMonitorCount {
            guard let command = peer.installedCommand else {
                missing.append("\(peer.name) is not here: \(peer.installation)")
                continue
            }
            let contender = Contender(
                peer.name,
                try peer.prepare(command, site.size, site[peer.command])
            )
            figures.append(
                Figure(
                    name: "peer: \(peer.name)",
                    size: site.size,
                    contender: contender,
                    yardstick: bareScan(of: site)
                )
            )
        }
        return (figures, missing)
    }

    /// The largest tree against the one of a tenth of its size.
    private func growth(of sites: [TreeSite]) -> [Figure] {
        guard let large = sites.first(where: { isLargest($0.size) }),
            let small = sites.first(where: {
                $0.size.monitorCount * 10 == large.size.monitorCount
            })
        else { return [] }
        let yardstick = small.size.monitorCount.grouped
        let pairs = [
            ("growth, nothing changed", large.unchanged, small.unchanged),
            ("growth, first run", large.firstPlan(coreCount: 2), small.firstPlan(coreCount: 2)),
        ]
        return pairs.map { name, contender, other in
            Figure(
                name: name,
                size: large.size,
                contender: contender,
                yardstick: Contender("\(yardstick) monitors", run: other.run),
                goal: Goal(ratio: 11)
            )
        }
    }

    private func measureParsing(_ site: TreeSite, into report: inout Report) throws {
        for script in MonitorSample.Script.allCases {
            let tree = ParsedTree(site.size, script)
            let figure = Figure(
                name: "node tree, \(script.rawValue) text",
                size: site.size,
                contender: tree.nodeTree,
                yardstick: tree.bareScan,
                goal: Goal(ratio: 1.25)
            )
            try measure([figure], into: &report)
            guard script == .ascii else { continue }
            let asProcess = bareScan(of: site)
            try measure(
                [
                    Figure(
                        name: "bare scan as a process",
                        size: site.size,
                        contender: Contender(asProcess.name) {
                            try asProcess.run().withoutPeak
                        },
                        yardstick: tree.bareScan
                    )
                ],
                into: &report
            )
        }
    }
}
