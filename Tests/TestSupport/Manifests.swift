import UpkeepEngine
import UpkeepKinds
import UpkeepSource
import UpkeepStore
import UpkeepYAML

/// The moment at which tests take place unless they say otherwise.
package let testNow = time("2026-11-23T12:00:00Z")

/// A moment that a test writes out.
package func time(_ text: String) -> Instant {
    guard let instant = Instant(rfc3339: text) else { preconditionFailure("\(text) is not a time") }
    return instant
}

/// What manifests in a test declare, and what is wrong with them.
package struct TestManifests: Sendable {
    package var desired: DesiredState
    /// References without a target included, as in `upkeep validate`.
    package let diagnostics: Diagnostics

    /// Reads one file.
    package init(_ yaml: String, now: Instant = testNow) {
        self.init(files: [("test.yaml", yaml)], now: now)
    }

    /// Reads several files, as a folder would have them.
    package init(files: [(name: String, yaml: String)], now: Instant = testNow) {
        var collector = Collector(kinds: Kind.all, now: now, zones: .system)
        for file in files {
            let parsed = YAML.parse(SourceFile(path: file.name, bytes: Array(file.yaml.utf8)))
            collector.add(
                Manifest(
                    parsed.documents,
                    isComplete: parsed.isComplete,
                    parsed.diagnostics,
                    kinds: Kind.all,
                    zones: .system
                )
            )
        }
        let (desired, problems) = collector.finish()
        var diagnostics = problems
        diagnostics.report(dangling: desired.danglingReferences, in: desired)
        self.desired = desired
        self.diagnostics = diagnostics
    }
}

/// Manifests that the examples of tests hang on.
package enum TestPage {
    /// A page with two components, to refer to.
    package static let yaml = """
        status_pages:
          acme:
            name: Acme Status
            time_zone: Europe/Berlin
            components:
              api: {name: API, group: Platform}
              docs: {name: Documentation}

        """
}
