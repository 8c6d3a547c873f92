import ArgumentParser
import FoundationEssentials
import Glibc

/// The fault campaigns: `upkeep reconcile` under everything that a machine can do to it.
@main
struct Campaigns: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaigns",
        abstract: "Hold upkeep to its promises while things go wrong.",
        subcommands: [
            Errors.self, Kills.self, Chain.self, Damage.self, Crowd.self, Order.self, Full.self,
            All.self,
        ]
    )

    private static var all: [any Campaign.Type] {
        [
            ErrorCampaign.self, KillCampaign.self, ChainCampaign.self, DamageCampaign.self,
            CrowdCampaign.self, OrderCampaign.self, FullCampaign.self,
        ]
    }

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

extension Campaigns {
    struct Errors: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "An error at every file-system call."
        )
        @OptionGroup var options: Options
        func run() throws { try Campaigns.run([ErrorCampaign.self], options) }
    }

    struct Kills: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "SIGKILL and SIGTERM at every file-system call."
        )
        @OptionGroup var options: Options
        func run() throws { try Campaigns.run([KillCampaign.self], options) }
    }

    struct Chain: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "kill -9 at a random moment, over a chain of applies."
        )
        @OptionGroup var options: Options
        func run() throws { try Campaigns.run([ChainCampaign.self], options) }
    }

    struct Damage: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Damaged states: every bit, every length, old and new joined."
        )
        @OptionGroup var options: Options
        func run() throws { try Campaigns.run([DamageCampaign.self], options) }
    }

    struct Crowd: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "2 to 32 applies at once, one of them stopped."
        )
        @OptionGroup var options: Options
        func run() throws { try Campaigns.run([CrowdCampaign.self], options) }
    }

    struct Order: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The order of writes and fsyncs, by what POSIX promises."
        )
        @OptionGroup var options: Options
        func run() throws { try Campaigns.run([OrderCampaign.self], options) }
    }

    struct Full: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Disks with too little room."
        )
        @OptionGroup var options: Options
        func run() throws { try Campaigns.run([FullCampaign.self], options) }
    }

    struct All: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Every campaign but the guards.")
        @OptionGroup var options: Options
        func run() throws {
            try Campaigns.run(Campaigns.all, options)
        }
    }
}
