// swift-tools-version: 6.2

import PackageDescription

/// What every target is compiled with: the language mode of the future, and no warning left standing.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser",
    package: "swift-argument-parser"
)
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nio = ["NIOCore", "NIOHTTP1", "NIOPosix"].map {
    Target.Dependency.product(name: $0, package: "swift-nio")
}
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let lifecycle = ["ServiceLifecycle", "UnixSignals"].map {
    Target.Dependency.product(name: $0, package: "swift-service-lifecycle")
}

let package = Package(
    name: "upkeep",
    products: [.executable(name: "upkeep", targets: ["upkeep"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // Without its traits it needs no Foundation.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        // What a file says and where. Pure: values in, values out.
        .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"])]),
        .target(name: "UpkeepSource", swiftSettings: settings),
        .target(
            name: "UpkeepYAML",
            dependencies: ["CYAML", "UpkeepSource"],
            swiftSettings: settings,
            linkerSettings: [.linkedLibrary(":libyaml.a")]
        ),

        // What is wanted, what is there, and the plan between them. Pure.
        .target(name: "UpkeepEngine", dependencies: ["UpkeepSource"], swiftSettings: settings),
        .target(name: "UpkeepKeys", dependencies: [crypto], swiftSettings: settings),
        .target(
            name: "UpkeepKinds",
            dependencies: ["UpkeepEngine", "UpkeepKeys", "UpkeepSource"],
            swiftSettings: settings
        ),

        // The effects: files, the lock, and git.
        .target(
            name: "UpkeepStore",
            dependencies: ["UpkeepEngine", "UpkeepSource", "UpkeepYAML", crypto, subprocess],
            swiftSettings: settings
        ),

        // What integrations and people read: a state as HTTP.
        .target(
            name: "UpkeepServer",
            dependencies: [
                "UpkeepEngine", "UpkeepKeys", "UpkeepKinds", crypto, logging, metrics, mustache,
            ] + lifecycle + nio,
            resources: [.embedInCode("Pages/Templates"), .embedInCode("Pages/Assets")],
            swiftSettings: settings
        ),

        // The command line.
        .target(
            name: "UpkeepCommands",
            dependencies: [
                "UpkeepEngine", "UpkeepKeys", "UpkeepKinds", "UpkeepServer", "UpkeepSource",
                "UpkeepStore", "UpkeepYAML", argumentParser, logging, metrics,
            ] + nio,
            swiftSettings: settings
        ),
        .executableTarget(
            name: "upkeep",
            dependencies: ["UpkeepCommands"],
            swiftSettings: settings,
            // Functions are found at the start: looking for one later would leave registers, and secrets, on the stack.
            linkerSettings: [.unsafeFlags(["-Xlinker", "-z", "-Xlinker", "now"])]
        ),

        // What measures it, and libyaml's bare event loop to measure it against.
        .target(name: "CBareScan", linkerSettings: [.linkedLibrary(":libyaml.a")]),
        .executableTarget(
            name: "upkeep-bench",
            dependencies: [
                "CBareScan", "UpkeepSource", "UpkeepStore", "UpkeepYAML", argumentParser,
            ],
            swiftSettings: settings
        ),

        .target(
            name: "TestSupport",
            dependencies: [
                "UpkeepEngine", "UpkeepKeys", "UpkeepKinds", "UpkeepSource", "UpkeepStore",
                "UpkeepYAML",
            ],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        .testTarget(
            name: "UpkeepSourceTests",
            dependencies: ["UpkeepSource"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "UpkeepYAMLTests",
            dependencies: ["UpkeepSource", "UpkeepYAML"],
            exclude: ["Suite"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "UpkeepKeysTests",
            dependencies: ["TestSupport", "UpkeepKeys", crypto],
            exclude: ["Vectors"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "UpkeepEngineTests",
            dependencies: ["TestSupport", "UpkeepEngine", "UpkeepSource"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "UpkeepKindsTests",
            dependencies: [
                "TestSupport", "UpkeepEngine", "UpkeepKeys", "UpkeepKinds", "UpkeepSource",
                "UpkeepStore",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "UpkeepStoreTests",
            dependencies: [
                "TestSupport", "UpkeepEngine", "UpkeepSource", "UpkeepStore", "UpkeepYAML",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "UpkeepServerTests",
            dependencies: [
                "TestSupport", "UpkeepEngine", "UpkeepKinds", "UpkeepServer", "UpkeepStore",
                logging,
            ] + lifecycle,
            swiftSettings: settings
        ),
        // Runs the built programs; imports nothing of them.
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["upkeep", "upkeep-bench"],
            exclude: ["Fixtures"],
            swiftSettings: settings
        ),
        // Runs the built program while things go wrong; imports nothing of it.
        .executableTarget(
            name: "campaigns",
            dependencies: [argumentParser],
            path: "Tests/campaigns",
            exclude: ["README.md"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "RepositoryTests",
            dependencies: [
                "TestSupport", "UpkeepCommands", "UpkeepEngine", "UpkeepKinds", "UpkeepSource",
                "UpkeepStore",
            ],
            swiftSettings: settings
        ),
    ]
)

// Programs that libFuzzer drives: it brings the main function, so they are only there for Tests/fuzz/run.
if Context.environment["UPKEEP_FUZZ"] != nil {
    package.targets.append(.systemLibrary(name: "CFuzzer", path: "Tests/fuzz/CFuzzer"))
    for (name, folder) in [("fuzz-manifests", "manifests"), ("fuzz-state", "state")] {
        package.targets.append(
            .executableTarget(
                name: name,
                dependencies: [
                    "CFuzzer", "UpkeepEngine", "UpkeepKinds", "UpkeepSource", "UpkeepStore",
                    "UpkeepYAML",
                ],
                path: "Tests/fuzz/\(folder)",
                swiftSettings: settings
            )
        )
    }
}
