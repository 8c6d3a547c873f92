// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "upkeep",
    targets: [
        .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"])]),
        .target(name: "UpkeepSource", swiftSettings: settings),
        .target(
            name: "UpkeepYAML",
            dependencies: ["CYAML", "UpkeepSource"],
            swiftSettings: settings,
            linkerSettings: [.linkedLibrary(":libyaml.a")]
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
    ]
)
