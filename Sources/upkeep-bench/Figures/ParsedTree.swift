import UpkeepSource
import UpkeepYAML

/// A tree in memory, to measure parsing and nothing else.
struct ParsedTree {
    let size: TreeSize
    let script: MonitorSample.Script
    private let files: [[UInt8]]

    init(_ size: TreeSize, _ script: MonitorSample.Script) {
        let tree = BenchmarkTree(
            monitorCount: size.monitorCount,
            fileCount: size.fileCount,
            script: script
        )
        self.size = size
        self.script = script
        files = (0..<size.fileCount).map { Array(tree.text(ofFile: $0).utf8) }
    }

    var byteCount: Int { files.reduce(0) { $0 + $1.count } }

    /// From bytes to nodes whose lines and columns are known.
    var nodeTree: Contender {
        Contender("node tree") {
            try Measurement.of {
                for bytes in files {
                    let parsed = YAML.parse(SourceFile(path: "", bytes: bytes))
                    guard parsed.documents.count == 1, parsed.diagnostics.isEmpty else {
                        throw BenchmarkError("a tree of the benchmark is refused")
                    }
                }
            }
        }
    }

    var bareScan: Contender {
        Contender("bare scan in process") {
            try Measurement.of {
                for bytes in files where BareScan.eventCount(in: bytes.span) == nil {
                    throw BenchmarkError("libyaml cannot read a tree of the benchmark")
                }
            }
        }
    }
}
