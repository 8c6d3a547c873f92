import ArgumentParser
import UpkeepEngine
import UpkeepStore

/// When something takes place.
struct MomentOptions: ParsableArguments {
    @Option(
        help: .init("The moment that counts as now, for dates and windows.", valueName: "time"),
        transform: Instant.argument
    )
    var at: Instant?

    var now: Instant { at ?? Instant(secondsSinceEpoch: ProcessEnvironment.now()) }
}
