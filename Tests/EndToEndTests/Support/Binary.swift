import Foundation

/// The programs that the tests run.
enum Binary {
    /// What `UPKEEP_BINARY` names, or the build product beside the test bundle.
    static let path =
        ProcessInfo.processInfo.environment["UPKEEP_BINARY"] ?? product("upkeep")

    /// The program that measures.
    static let benchPath = product("upkeep-bench")

    /// A build product beside the test bundle.
    private static func product(_ name: String) -> String {
        let bundle = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        return bundle.deletingLastPathComponent().appendingPathComponent(name).path
    }

    /// The variables of this process, without those that change what the program does.
    static let variables = ProcessInfo.processInfo.environment.filter { name, _ in
        !name.hasPrefix("UPKEEP_") && !["NO_COLOR", "TERM", "RECORD"].contains(name)
    }
}
