import Testing
import UpkeepSource
import UpkeepYAML

func parse(_ text: String, limits: YAMLLimits = .standard) -> YAMLFile {
    YAML.parse(SourceFile(path: "test.yaml", bytes: Array(text.utf8)), limits: limits)
}

func parse(_ bytes: [UInt8], limits: YAMLLimits = .standard) -> YAMLFile {
    YAML.parse(SourceFile(path: "test.yaml", bytes: bytes), limits: limits)
}

extension YAMLFile {
    /// The words of all problems, in the order of their places.
    var codes: [String] { diagnostics.sorted.map(\.code.word) }

    /// `line:column word` of all problems.
    var places: [String] {
        diagnostics.sorted.map { problem in
            let start = problem.range.map { "\($0.start.line):\($0.start.column)" } ?? "-"
            return "\(start) \(problem.code.word)"
        }
    }
}

extension Node {
    /// The node and all its descendants as they stand in the file; an alias has none.
    var all: [Node] {
        if isAlias { return [self] }
        return [self] + elements.flatMap(\.all) + entries.flatMap { $0.key.all + $0.value.all }
    }

    /// The node in one line: scalars in quotes unless plain, a `!` for what was refused.
    var outline: String {
        switch shape {
        case .scalar: isRefused ? "!" : isPlain ? text : "'\(text)'"
        case .sequence: "[" + elements.map(\.outline).joined(separator: ", ") + "]"
        case .mapping:
            "{" + entries.map { "\($0.key.outline): \($0.value.outline)" }.joined(separator: ", ")
                + "}"
        }
    }
}

/// Deterministic, so that a failure can be repeated (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A manifest as people write it.
let manifest = """
    # yaml-language-server: $schema=../../schemas/manifest.schema.json
    workspace:                      # settings
      name: Acme
      base_url: https://status.acme.example/#top
    defaults:
      monitors: {status_page: acme, interval: 60s}
    monitors:
      api-gateway:
        name: "API Gateway"
        labels: &labels {team: core, 'tier': 'one''s'}
        timeout: 1h30m
      docs:
        labels: *labels
        regions:
        - eu
        - us
    maintenances:
      db-upgrade:
        message: |
          Writes pause for up to ten minutes.

          Sorry.
        components: [api,
          docs
        ]
    """
