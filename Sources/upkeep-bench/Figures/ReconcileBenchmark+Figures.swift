extension ReconcileBenchmark {
    /// How long nothing at all takes.
    var start: Figure {
        Figure(
            name: "start: upkeep version",
            size: nil,
            contender: Contender("upkeep version", Program(upkeep, "version")),
            yardstick: Contender("true", Program("true")),
            goal: Goal(duration: .milliseconds(10))
        )
    }

    /// What Upkeep takes for a tree.
    func figures(of site: TreeSite) -> [Figure] {
        [
            figure("dry run, nothing changed", site, \.unchanged, Goal(ratio: 0.30, peakMiB: 256)),
            figure("dry run, 1 % of files changed", site, \.changed, Goal(ratio: 0.35)),
            figure(
                "first run, two cores",
                site,
                \.firstPlanOnTwoCores,
                Goal(ratio: 0.85),
                coreCount: 2
            ),
            figure(
                "first run, one core",
                site,
                \.firstPlanOnOneCore,
                Goal(ratio: 1.4),
                coreCount: 1
            ),
            figure("first apply, durable", site, \.firstApply, Goal(ratio: 1.6)),
            figure("validate", site, \.validation, Goal(ratio: 1.0)),
        ]
    }

    private func figure(
        _ name: String,
        _ site: TreeSite,
        _ contender: KeyPath<TreeSite, Contender>,
        _ goal: Goal,
        coreCount: Int? = nil
    ) -> Figure {
        Figure(
            name: name,
            size: site.size,
            contender: site[keyPath: contender],
            yardstick: bareScan(of: site, coreCount: coreCount),
            goal: goal
        )
    }

    /// What another program takes for as much.
    func figure(of peer: Peer, _ program: Program, _ site: TreeSite) -> Figure {
        Figure(
            name: "peer: \(peer.name)",
            size: site.size,
            contender: Contender(peer.name, program),
            yardstick: bareScan(of: site)
        )
    }

    /// A tree against the one of a tenth of its size; nothing if there is no such one.
    func growth(to large: TreeSite, among sites: [TreeSite]) -> [Figure] {
        let tenth = sites.first { $0.size.monitorCount * 10 == large.size.monitorCount }
        guard let tenth else { return [] }
        let name = "\(tenth.size.monitorCount.grouped) monitors"
        let pairs = [
            ("growth, nothing changed", large.unchanged, tenth.unchanged),
            ("growth, first run", large.firstPlanOnTwoCores, tenth.firstPlanOnTwoCores),
        ]
        return pairs.map { figure, contender, other in
            Figure(
                name: figure,
                size: large.size,
                contender: contender,
                yardstick: Contender(name, run: other.run),
                goal: Goal(ratio: 11)
            )
        }
    }

    /// What it costs to keep what libyaml tells.
    func nodeTree(_ tree: ParsedTree) -> Figure {
        Figure(
            name: "node tree, \(tree.script.rawValue) text",
            size: tree.size,
            contender: tree.nodeTree,
            yardstick: tree.bareScan,
            goal: Goal(ratio: 1.25)
        )
    }

    /// The yardstick of programs against the yardstick of parts of a program.
    func bareScanAsProcess(of site: TreeSite, against tree: ParsedTree) -> Figure {
        let process = bareScan(of: site)
        return Figure(
            name: "bare scan as a process",
            size: site.size,
            contender: Contender(process.name) { try process.run().withoutPeak },
            yardstick: tree.bareScan
        )
    }

    private func bareScan(of site: TreeSite, coreCount: Int? = nil) -> Contender {
        Contender("bare scan", Program(bench, "scan", site.manifests, coreCount: coreCount))
    }
}
