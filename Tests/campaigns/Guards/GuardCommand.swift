import ArgumentParser
import Glibc

/// The command that takes each guard out of a copy of upkeep and sees which campaign notices.
struct Guards: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Each guard of the commit removed once: a campaign has to notice.",
        discussion: "Builds upkeep once for every guard, which takes about a minute each."
    )

    @Option(help: "The sources of upkeep.")
    var source = "."

    @Option(help: "Where the copy is built; what was built there before is used again.")
    var scratch = ".build/guards"

    @Option(help: "Only the guards whose names contain this.")
    var only: String?

    @Option(help: "What chance begins with.")
    var seed = 1

    func run() throws {
        let guards = Guard.all.filter { only.map($0.name.contains) ?? true }
        let copy = try SourceCopy(of: source, in: scratch)
        // All texts are looked for before anything is built.
        for removed in guards { _ = try copy.text(without: removed) }
        var missed: [String] = []
        for removed in guards {
            let start = Clock.now
            let upkeep = try copy.build(without: removed)
            let seconds = Int((Clock.now - start).rounded())
            print("\(removed.name) (built in \(seconds) s)")
            for catcher in removed.catchers {
                let result = try attempt(catcher, upkeep)
                if result == nil { missed.append(removed.name) }
                print("    \(result ?? "NOT CAUGHT by \(catcher)")")
            }
            if let remark = removed.remark { print("    \(remark)") }
            fflush(nil)
        }
        print("\(guards.count - Set(missed).count) of \(guards.count) removed guards caught")
        if !missed.isEmpty { throw ExitCode.failure }
    }

    /// Runs a campaign until its first violation; nil when there is none.
    private func attempt(_ catcher: Guard.Catcher, _ upkeep: Upkeep) throws -> String? {
        let campaign: any Campaign
        switch catcher {
        case .errors(let part): campaign = ErrorCampaign(try options(2_000, part), upkeep)
        case .kills(let part): campaign = KillCampaign(try options(1_000, part), upkeep)
        case .chain: campaign = ChainCampaign(try options(5_000), upkeep)
        case .power: campaign = PowerCampaign(try options(300), upkeep, CutDisk.Form.sharp)
        case .places: campaign = PlaceCampaign(try options(1), upkeep)
        case .damage: campaign = DamageCampaign(try options(20_000), upkeep)
        case .crowd: campaign = CrowdCampaign(try options(100), upkeep)
        case .order: campaign = OrderCampaign(try options(1), upkeep)
        }
        let tally = Tally(stoppingAt: 1, isQuiet: true)
        let report = try campaign.report(tally)
        if !report.skipped.isEmpty { throw Failure("\(report.campaign): \(report.skipped)") }
        guard let violation = tally.violations.first else { return nil }
        let parts = violation.folder.split(separator: "/").prefix(3)
        Files.remove(parts.reduce("") { "\($0)/\($1)" })
        let problem = violation.problems.first ?? ""
        return "caught by \(report.campaign) after \(report.cases) cases: \(problem.prefix(200))"
    }

    private func options(_ count: Int, _ part: String? = nil) throws -> Options {
        let only = part.map { ["--only", $0] } ?? []
        return try Options.parse(["--count", "\(count)", "--seed", "\(seed)"] + only)
    }
}
