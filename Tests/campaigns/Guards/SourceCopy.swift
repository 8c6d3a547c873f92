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
        for file in Set(Guard.all.flatMap(\.edits).map(\.file)) {
            let sound = Files.bytes("\(source)/\(file)") ?? []
            if Files.bytes("\(tree)/\(file)") != sound {
                try Files.write(sound, to: "\(tree)/\(file)")
            }
        }
    }

    /// The files of a guard without it, by their names; what is to go has to stand there exactly once.
    func texts(without removed: Guard) throws -> [String: String] {
        var texts: [String: String] = [:]
        for edit in removed.edits {
            let bytes = Files.bytes("\(source)/\(edit.file)") ?? []
            let text = texts[edit.file] ?? String(decoding: bytes, as: UTF8.self)
            let number = text.ranges(of: edit.text).count
            guard number == 1 else {
                throw Failure("\(removed.name): its text is \(number) times in \(edit.file)")
            }
            texts[edit.file] = text.replacing(edit.text, with: edit.replacement)
        }
        return texts
    }

    func build(without removed: Guard) throws -> Upkeep {
        let texts = try texts(without: removed)
        for (file, text) in texts { try Files.write(text, to: "\(tree)/\(file)") }
        defer {
            for file in texts.keys {
                try? Files.write(Files.bytes("\(source)/\(file)") ?? [], to: "\(tree)/\(file)")
            }
        }
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
