extension Peer {
    /// OctoDNS plans a zone with as many records, each of which is there already.
    static let octoDNS = Peer(
        name: "octodns-sync",
        command: "octodns-sync",
        installation: "pip install octodns",
        largestMonitorCount: 10_000
    ) { command, size, folder in
        var zone = "---\n"
        for number in 0..<size.monitorCount {
            zone += "\(MonitorSample(number).id): {type: A, ttl: 300, value: 192.0.2.1}\n"
        }
        // The provider that is read and the one that is planned for hold the same.
        try Files.write(zone, to: "\(folder)/zones/example.com.yaml")
        try Files.write(settings(in: folder), to: "\(folder)/octodns.yaml")
        return Program(command, "--config-file", "\(folder)/octodns.yaml")
    }

    private static func settings(in folder: String) -> String {
        let providers = ["wanted", "there"].map { name in
            """
              \(name):
                class: octodns.provider.yaml.YamlProvider
                directory: \(folder)/zones
                default_ttl: 300
                enforce_order: false

            """
        }
        return "providers:\n" + providers.joined() + """
            zones:
              example.com.:
                sources: [wanted]
                targets: [there]

            """
    }
}
