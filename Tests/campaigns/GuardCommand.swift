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
        for removed in guards { _ = try copy.texts(without: removed) }
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

/// A copy of the sources, from which one guard at a time is taken.
private struct SourceCopy {
    private let source: String
    private let tree: String
    private let build: String

    init(of source: String, in scratch: String) throws {
        self.source = source
        tree = "\(scratch)/tree"
        build = "\(scratch)/build"
        try Files.makeFolder(tree)
        for name in ["Package.swift", "Package.resolved", "Sources", "Tests"] {
            // What has not changed keeps its time, so that it is not built again.
            let words = ["cp", "-r", "--preserve=timestamps", "-u", "\(source)/\(name)", tree]
            let copied = try Child.run(words)
            if copied.status != 0, name != "Package.resolved" { throw Failure("\(copied)") }
        }
        // An earlier run that was broken off has left a file changed, and newer than its source.
        for file in Set(Guard.all.flatMap(\.edits).map(\.file)) {
            let sound = Files.bytes("\(source)/\(file)") ?? []
            if Files.bytes("\(tree)/\(file)") != sound {
                try Files.write(sound, to: "\(tree)/\(file)")
            }
        }
    }

    /// The files of a guard without it, by their names; what is to go has to stand there exactly once.
    func texts(without removed: Guard) throws -> [String: String] {
        var texts: [String: String] = [:]
        for edit in removed.edits {
            let bytes = Files.bytes("\(source)/\(edit.file)") ?? []
            let text = texts[edit.file] ?? String(decoding: bytes, as: UTF8.self)
            let number = text.ranges(of: edit.text).count
            guard number == 1 else {
                throw Failure("\(removed.name): its text is \(number) times in \(edit.file)")
            }
            texts[edit.file] = text.replacing(edit.text, with: edit.replacement)
        }
        return texts
    }

    func build(without removed: Guard) throws -> Upkeep {
        let texts = try texts(without: removed)
        for (file, text) in texts { try Files.write(text, to: "\(tree)/\(file)") }
        defer {
            for file in texts.keys {
                try? Files.write(Files.bytes("\(source)/\(file)") ?? [], to: "\(tree)/\(file)")
            }
        }
        let words = [
            "swift", "build", "-c", "release", "--static-swift-stdlib", "--product", "upkeep",
            "--package-path", tree, "--scratch-path", build,
        ]
        let outcome = try Child.run(words, atMost: 1_800)
        guard outcome.status == 0, let path = Files.absolute("\(build)/release/upkeep") else {
            throw Failure("\(removed.name): \(outcome)")
        }
        return Upkeep(path: path)
    }
}
