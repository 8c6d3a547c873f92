import CFuzzer
import UpkeepEngine
import UpkeepKinds
import UpkeepSource
import UpkeepStore

/// Reads any bytes as a state, once as they are and once with the digest and the checksum that they should have:
/// without the second reading no input would get past the checksum.
@main
enum StateFuzzer {
    static func main() {
        var count = CommandLine.argc
        var arguments = unsafe Optional(CommandLine.unsafeArgv)
        // libFuzzer calls this over and over, with inputs that reach ever more of the code.
        _ = unsafe LLVMFuzzerRunDriver(&count, &arguments) { start, count in
            unsafe StateFuzzer.run(Array(UnsafeBufferPointer(start: start, count: count)))
            return 0
        }
    }

    private static func run(_ bytes: [UInt8]) {
        _ = History.read(bytes)
        use(bytes)
        use(sealed(bytes))
    }

    /// Decodes a state and does with it what the commands do.
    private static let now = Instant(secondsSinceEpoch: 1_795_435_200)
    private static let reader = ManifestReader(kinds: Kind.all, version: "fuzz", now: now)
    private static let sources = ManifestSources([
        ManifestFile(name: "input.yaml", path: "input.yaml", bytes: Array("monitors: {}".utf8))
    ])

    private static func use(_ bytes: [UInt8]) {
        guard let state = try? StateCoding.decode(bytes, path: "state.json") else { return }
        precondition(StateCoding.encode(state) == bytes, "it comes back as it was")
        for resource in state.resources {
            var writer = JSONWriter()
            writer.write(resource.value)
            precondition(writer.bytes[...] == resource.json, "every line is canonical")
        }
        for resource in state.resources {
            _ = resource.value.indentedJSON
            _ = resource.isProtected
        }
        _ = StateDifference.between(state, state)
        let tree = ManifestTree(sources, reader, after: state)
        let plan = Plan(
            from: StateCoding.identity(of: state),
            source: Source(commit: nil, branch: nil, isDirty: nil, treeDigest: tree.digest),
            kinds: Kind.all,
            in: PlanContext(desired: tree.desired, state: state, now: now, zones: .system)
        )
        _ = plan.json
    }

    /// The same bytes with a right digest and a right checksum, where they have places for them.
    private static func sealed(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let zeros = Array(String(repeating: "0", count: 64).utf8)
        guard let digest = place(behind: "\n\"digest\":\"", in: bytes),
            let checksum = place(behind: "\n\"checksum\":\"", in: bytes),
            let start = bytes.firstRange(of: Array("\n\"resources\":[".utf8))?.upperBound,
            let end = bytes[start...].firstRange(of: Array("],\n\"serial\":".utf8))?.lowerBound,
            digest.upperBound <= start, checksum.upperBound <= start
        else { return bytes }
        bytes.replaceSubrange(digest, with: Digest.of(bytes[start..<end]).utf8)
        bytes.replaceSubrange(checksum, with: zeros)
        let sum = Digest.of(bytes[..<start], bytes[end...])
        bytes.replaceSubrange(checksum, with: sum.utf8)
        return bytes
    }

    private static func place(behind mark: String, in bytes: [UInt8]) -> Range<Int>? {
        guard let start = bytes.firstRange(of: Array(mark.utf8))?.upperBound,
            start + 64 <= bytes.count
        else { return nil }
        return start..<start + 64
    }
}
