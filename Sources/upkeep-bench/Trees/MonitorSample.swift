/// One monitor of a benchmark's tree: which one it is decides all that it says.
struct MonitorSample {
    let id: String
    let name: String
    let type: String
    let host: String
    let target: String
    let interval: String
    let isEnabled: Bool
    let component: String
    let impact: String
    let labels: [(key: String, value: String)]

    /// The monitor of a number, counted from 0.
    init(_ number: Int, _ script: Script = .ascii) {
        var generator = SplitMix64(seed: UInt64(number))
        let service = Self.services.pick(&generator)
        let region = Self.regions.pick(&generator)
        let digits = String(number).padded(to: 6)
        id = "\(service.id)-\(region.id)-\(digits)"
        switch script {
        case .ascii: name = "\(service.name) \(number), data centre \(region.city)"
        case .accented: name = "\(service.accentedName) \(number), \(region.accentedCity)"
        }
        type = ["api", "api", "site", "dns"].pick(&generator)
        host = "\(service.id).\(region.id).fjordline.example"
        target =
            switch type {
            case "dns": "node-\(digits).\(host)"
            case "api": "https://\(host)/v2/health/\(digits)?depth=shallow&from=outside"
            default: "https://\(host)/status/\(digits)"
            }
        interval = ["30s", "1m", "2m", "5m"].pick(&generator)
        isEnabled = generator.next() % 20 != 0
        component = service.component
        impact = ["full", "full", "degrade_only", "none"].pick(&generator)
        labels = [
            ("environment", ["production", "pre-production"].pick(&generator)),
            ("region", region.id),
            ("team", service.team),
            ("tier", ["gold", "silver", "bronze"].pick(&generator)),
        ]
    }

    /// The monitor as YAML, an entry of the section `monitors`.
    ///
    /// `interval` takes the place of its own.
    func yaml(interval: String? = nil) -> String {
        var text = """
              \(id):
                name: \(name)
                type: \(type)
                target: \(target)
                interval: \(interval ?? self.interval)
                enabled: \(isEnabled)
                status_page: \(BenchmarkTree.page)
                component: \(component)
                impact: \(impact)
                labels:

            """
        for label in labels { text += "      \(label.key): \(label.value)\n" }
        return text
    }
}

extension MonitorSample {
    /// Which letters names are written with; beyond ASCII a byte is no longer a character.
    enum Script: String, CaseIterable {
        case ascii
        case accented
    }

    private struct Service {
        let id: String
        let name: String
        let accentedName: String
        let component: String
        let team: String
    }

    private struct Region {
        let id: String
        let city: String
        let accentedCity: String
    }

    private static let services = [
        Service(
            id: "checkout-gateway",
            name: "Checkout gateway",
            accentedName: "Passerelle de règlement",
            component: "payments-and-invoices",
            team: "storefront-payments"
        ),
        Service(
            id: "parcel-tracking",
            name: "Parcel tracking",
            accentedName: "Sendungsverfolgung für Empfänger",
            component: "parcel-tracking",
            team: "recipient-experience"
        ),
        Service(
            id: "label-printing",
            name: "Label printing",
            accentedName: "Impression d’étiquettes",
            component: "shipping-labels",
            team: "sender-tools"
        ),
        Service(
            id: "route-planning",
            name: "Route planning",
            accentedName: "Ruttplanering på väg",
            component: "delivery-windows",
            team: "delivery-network"
        ),
        Service(
            id: "webhook-delivery",
            name: "Webhook delivery",
            accentedName: "Doručování zpráv",
            component: "partner-integrations",
            team: "partner-integrations"
        ),
    ]

    private static let regions = [
        Region(id: "eu-central", city: "Zurich", accentedCity: "Zürich"),
        Region(id: "eu-north", city: "Malmo", accentedCity: "Malmö"),
        Region(id: "sa-east", city: "Sao Paulo", accentedCity: "São Paulo"),
        Region(id: "ca-east", city: "Montreal", accentedCity: "Montréal"),
    ]
}
