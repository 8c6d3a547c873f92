import ArgumentParser
import FoundationEssentials
import Glibc

/// The fault campaigns: upkeep under everything that a machine and its users can do to it.
@main
struct Campaigns: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaigns",
        abstract: "Hold upkeep to its promises while things go wrong.",
        subcommands: [
            Single<ErrorCampaign>.self, Single<KillCampaign>.self, Single<ChainCampaign>.self,
            Single<PowerCampaign>.self, Single<FullCampaign>.self, Single<PlaceCampaign>.self,
            Single<DamageCampaign>.self,
            Single<CrowdCampaign>.self, Single<OrderCampaign>.self,
            Single<RevocationCampaign>.self, Single<RollbackCampaign>.self, Guards.self, All.self,
        ]
    )

    /// Runs campaigns one after the other; any violation is a failure.
    static func run(_ campaigns: [any Campaign.Type], _ options: Options) throws {
        let upkeep = try options.program()
        var reports: [Report] = []
        for campaign in campaigns {
            let tally = Tally(stoppingAt: options.stopAt)
            let report = try campaign.init(options, upkeep).report(tally)
            reports.append(report)
            if !options.json { print(report.text) }
            fflush(nil)
        }
        if options.json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            print(String(decoding: try encoder.encode(reports), as: UTF8.self))
        }
        if reports.contains(where: { $0.violations > 0 }) { throw ExitCode.failure }
    }
}

/// The command that runs one campaign.
struct Single<Kind: Campaign>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: Kind.name, abstract: Kind.summary)
    }

    @OptionGroup var options: Options

    func run() throws { try Campaigns.run([Kind.self], options) }
}

/// The command that runs every campaign but the guards, which build upkeep anew.
struct All: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Every campaign but the guards.")

    @OptionGroup var options: Options

    func run() throws {
        let all: [any Campaign.Type] = [
            ErrorCampaign.self, KillCampaign.self, ChainCampaign.self, PowerCampaign.self,
            FullCampaign.self,
            PlaceCampaign.self, DamageCampaign.self, CrowdCampaign.self, OrderCampaign.self,
            RevocationCampaign.self, RollbackCampaign.self,
        ]
        try Campaigns.run(all, options)
    }
}
