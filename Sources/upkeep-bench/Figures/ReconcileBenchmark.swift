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

    /// Measures everything, which takes minutes.
    func report() throws -> Report {
        try Workbench.use(below: folder) { folder in
            var report = Report(runs: runs)
            try measure([start], into: &report)
            var sites: [TreeSite] = []
            for size in sizes {
                progress("Writing \(size.text)")
                let site = try TreeSite(size, below: folder, upkeep: upkeep)
                sites.append(site)
                try measure(figures(of: site), into: &report)
                try measurePeers(site, into: &report)
            }
            guard let largest = sites.first(where: isLargest) else { return report }
            try measure(growth(to: largest, among: sites), into: &report)
            // From here on this process is no longer small.
            try measureParsing(largest, into: &report)
            return report
        }
    }

    /// In files of a hundred monitors; many monitors also in small files.
    private var sizes: [TreeSize] {
        monitorCounts.flatMap { count in
            let usual = TreeSize(monitorCount: count, fileCount: max(1, count / 100))
            let small = TreeSize(monitorCount: count, fileCount: count / 10)
            return count >= 100_000 ? [usual, small] : [usual]
        }
    }

    private func isLargest(_ site: TreeSite) -> Bool {
        site.size.monitorCount == monitorCounts.max()
    }

    private func measure(_ figures: [Figure], into report: inout Report) throws {
        for figure in figures {
            progress([figure.name, figure.size?.text].compactMap(\.self).joined(separator: ", "))
            report.add(try figure.measure(runs: runs))
        }
    }

    /// Measures those that are installed; one that fails is told of, and does not end the rest.
    private func measurePeers(_ site: TreeSite, into report: inout Report) throws {
        for peer in Peer.all where site.size.monitorCount <= peer.largestMonitorCount {
            guard let command = peer.installedCommand else {
                report.note("\(peer.name) is not here: \(peer.installation)")
                continue
            }
            let program = try peer.prepare(command, site.size, site[peer.command])
            do {
                try measure([figure(of: peer, program, site)], into: &report)
            } catch let error as BenchmarkError {
                report.note("\(peer.name) has no figure: \(error)")
            }
        }
    }

    private func measureParsing(_ site: TreeSite, into report: inout Report) throws {
        let ascii = ParsedTree(site.size, .ascii)
        let accented = ParsedTree(site.size, .accented)
        try measure([nodeTree(ascii), nodeTree(accented)], into: &report)
        try measure([bareScanAsProcess(of: site, against: ascii)], into: &report)
        guard let scan = report.results.last?.other else { return }
        let megabytes = Double(ascii.byteCount) / 1_000_000
        let rate = megabytes / scan.median.seconds
        report.note(
            "In process the bare scan reads \(megabytes.fixed(1)) MB at \(rate.fixed(0)) MB/s."
        )
    }
}
