import ArgumentParser
import UpkeepKinds
import UpkeepSource
import UpkeepStore

/// What the program says with its exit status; stable, and independent of the output's format.
package enum ExitStatus: Int32, Sendable {
    case done = 0
    case failure = 1
    case changesPending = 2
    case invalidManifests = 3
    case refused = 4
    case stalePlan = 5
    case locked = 6
    case corruptState = 7

    /// The status of something that the machine refused.
    package init(of error: StoreError) {
        self =
            switch error.code {
            case .io: .failure
            case .locked: .locked
            case .published: .refused
            case .corrupt, .newerFormat: .corruptState
            }
    }

    /// The status of manifests with errors: a secret in one of them is more than a mistake.
    init(ofErrors diagnostics: Diagnostics) {
        let isLeak = diagnostics.all.contains { $0.code == .leakedKey }
        self = isLeak ? .refused : .invalidManifests
    }

    /// Whether the program came to an answer, whatever that is.
    var isVerdict: Bool {
        switch self {
        case .done, .changesPending, .invalidManifests, .refused, .stalePlan: true
        case .failure, .locked, .corruptState: false
        }
    }

    /// Ends the command with the status, unless it is `done`.
    func end() throws {
        if self != .done { throw ExitCode(rawValue) }
    }
}
