/// A tree of manifests of any size; the same size has the same bytes.
struct BenchmarkTree {
    /// The only status page, which every monitor belongs to.
    static let page = "fjordline-parcels"
    /// What a changed file says of its first monitor; no monitor says it otherwise.
    private static let changedInterval = "45s"

    let monitorCount: Int
    /// The files that the monitors are spread over, besides the one with the page.
    let fileCount: Int
    var script = MonitorSample.Script.ascii
    /// How many of a hundred files say something else of one monitor; at least one file if it is not 0.
    var changedPercent = 0

    /// Writes the tree into a folder.
    func write(to folder: String) throws {
        try Files.write(Self.pageText, to: "\(folder)/page.yaml")
        for file in 0..<fileCount {
            try Files.write(text(ofFile: file), to: "\(folder)/monitors/\(name(ofFile: file))")
        }
    }

    /// The numbers of the monitors in a file.
    func monitors(ofFile file: Int) -> Range<Int> {
        file * monitorCount / fileCount..<(file + 1) * monitorCount / fileCount
    }

    /// The content of a file, counted from 0.
    func text(ofFile file: Int) -> String {
        let monitors = monitors(ofFile: file)
        var text = "# Written by upkeep-bench.\nmonitors:\n"
        for number in monitors {
            let isChanged = number == monitors.lowerBound && isChanged(file)
            text += MonitorSample(number, script).yaml(
                interval: isChanged ? Self.changedInterval : nil
            )
        }
        return text
    }

    private func isChanged(_ file: Int) -> Bool { file * changedPercent % 100 < changedPercent }

    private func name(ofFile file: Int) -> String { "\(String(file).padded(to: 6)).yaml" }

    private static let pageText = """
        # Written by upkeep-bench.
        workspace:
          name: Fjordline Parcels
          plan: business
        status_pages:
          \(page):
            name: Fjordline Status
            description: How tracking, booking and delivery of your parcels are doing.
            time_zone: Europe/Berlin
            components:
              parcel-tracking: {name: Parcel tracking, group: For recipients}
              delivery-windows: {name: Delivery, group: For recipients}
              shipping-labels: {name: Shipping labels, group: For senders}
              payments-and-invoices: {name: Payments, group: For senders}
              partner-integrations: {name: Integrations, group: For partners}

        """
}
