/// A copy of the sources, from which one guard at a time is taken.
struct SourceCopy {
    private let source: String
    private let tree: String
    private let build: String

    init(of source: String, in scratch: String) throws {
        self.source = source
        tree = "\(scratch)/tree"
        build = "\(scratch)/build"
        try Files.makeFolder(tree)
        for name in ["Package.swift", "Package.resolved", "Sources", "Tests"] {
            // What has not changed keeps its time, so that it is not built again.
            let words = ["cp", "-r", "--preserve=timestamps", "-u", "\(source)/\(name)", tree]
            let copied = try Child.run(words)
            if copied.status != 0, name != "Package.resolved" { throw Failure("\(copied)") }
        }
        // An earlier run that was broken off has left a file changed, and newer than its source.
        for file in Set(Guard.all.map(\.file)) {
            let sound = Files.bytes("\(source)/\(file)") ?? []
            if Files.bytes("\(tree)/\(file)") != sound {
                try Files.write(sound, to: "\(tree)/\(file)")
            }
        }
    }

    /// The file of a guard without it; what is to go has to stand there exactly once.
    func text(without removed: Guard) throws -> String {
        let text = String(decoding: Files.bytes("\(source)/\(removed.file)") ?? [], as: UTF8.self)
        let number = text.ranges(of: removed.text).count
        guard number == 1 else {
            throw Failure("\(removed.name): its text is \(number) times in \(removed.file)")
        }
        return text.replacing(removed.text, with: removed.replacement)
    }

    func build(without removed: Guard) throws -> Upkeep {
        let file = "\(tree)/\(removed.file)"
        try Files.write(text(without: removed), to: file)
        defer { try? Files.write(Files.bytes("\(source)/\(removed.file)") ?? [], to: file) }
        let words = [
            "swift", "build", "-c", "release", "--static-swift-stdlib", "--product", "upkeep",
            "--package-path", tree, "--scratch-path", build,
        ]
        let outcome = try Child.run(words, atMost: 1_800)
        guard outcome.status == 0, let path = Files.absolute("\(build)/release/upkeep") else {
            throw Failure("\(removed.name): \(outcome)")
        }
        return Upkeep(path: path)
    }
}
