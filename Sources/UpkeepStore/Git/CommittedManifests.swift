import Crypto
import UpkeepEngine
import UpkeepSource
import UpkeepYAML

/// The manifests of a commit, as a walk over a checkout of it would find them.
struct CommittedManifests {
    /// One manifest.
    struct Entry: Sendable {
        /// Below the root of the manifests, as the state records it.
        let name: String
        /// As the user would type it.
        let path: String
        /// The object with the bytes.
        let object: String
        /// In bytes.
        let size: Int
    }

    /// In ascending order of their names.
    let entries: [Entry]
    /// What a walk over a checkout would not read: links and submodules.
    let problems: Diagnostics

    /// Lists the manifests of a commit below the roots that a user names.
    init(
        of commit: String,
        roots: [String],
        in repository: Repository,
        limits: TreeLimits
    ) throws(StoreError) {
        let git = repository.git
        var entries: [Entry] = []
        var problems = Diagnostics()
        for root in roots {
            let below = try repository.place(of: root)
            let listing = try git.output(
                ["ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--"]
                    + (below.isEmpty ? [] : [":(literal)\(below)"]),
                fallingShort: "the manifests of \(commit) cannot be listed"
            )
            entries += Self.entries(in: listing, root, below, isOnlyRoot: roots.count == 1)
            for problem in Self.problems(in: listing, root, below) { problems.report(problem) }
        }
        guard entries.count <= limits.files,
            entries.reduce(0, { $0 + $1.size }) <= limits.bytes,
            entries.allSatisfy({ $0.size <= limits.yaml.fileBytes })
        else {
            throw StoreError(
                .io,
                commit,
                "its manifests are more than the limits allow",
                help: "raise --max-files, --max-file-bytes or --max-tree-bytes"
            )
        }
        self.entries = entries.sorted { $0.name < $1.name }
        self.problems = problems
    }

    /// Takes git's listing apart: `MODE blob OBJECT SIZE<tab>PATH`, each ended by a zero byte (git-ls-tree(1)).
    private static func entries(
        in listing: [UInt8],
        _ root: String,
        _ below: String,
        isOnlyRoot: Bool
    ) -> [Entry] {
        let shown = root == "." ? "" : root.hasSuffix("/") ? root : root + "/"
        return listing.split(separator: 0).compactMap { line in
            guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
            let facts = String(decoding: line[..<tab], as: UTF8.self).split(separator: " ")
            let path = String(decoding: line[line.index(after: tab)...], as: UTF8.self)
            guard facts.count == 4, facts[0].hasPrefix("100"), facts[1] == "blob",
                let size = Int(facts[3])
            else { return nil }
            if path == below {
                let name = isOnlyRoot ? String(path.split(separator: "/").last ?? "") : root
                return Entry(name: name, path: root, object: String(facts[2]), size: size)
            }
            let rest = below.isEmpty ? path : String(path.dropFirst(below.count + 1))
            guard isManifest(rest) else { return nil }
            return Entry(
                name: isOnlyRoot ? rest : shown + rest,
                path: shown + rest,
                object: String(facts[2]),
                size: size
            )
        }
    }

    /// Links that are called like manifests (mode 120000), and other repositories (160000): what is in them nobody can tell.
    private static func problems(
        in listing: [UInt8],
        _ root: String,
        _ below: String
    ) -> [Diagnostic] {
        let shown = root == "." ? "" : root.hasSuffix("/") ? root : root + "/"
        return listing.split(separator: 0).compactMap { line in
            guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
            let mode = String(decoding: line[..<tab].prefix(6), as: UTF8.self)
            let path = String(decoding: line[line.index(after: tab)...], as: UTF8.self)
            let rest = below.isEmpty ? path : String(path.dropFirst(below.count + 1))
            switch mode {
            case "120000" where isManifest(rest): return .linkNotFollowed(shown + rest)
            case "160000" where isManifest(rest + ".yaml"): return .submoduleNotRead(shown + rest)
            default: return nil
            }
        }
    }

    /// Whether a walk over a folder reads the path.
    private static func isManifest(_ path: String) -> Bool {
        (path.hasSuffix(".yaml") || path.hasSuffix(".yml"))
            && path.split(separator: "/").allSatisfy { !$0.hasPrefix(".") && !$0.hasPrefix("_") }
    }

    /// Reads them all: git's `cat-file --batch` answers each object with a line about it and its bytes.
    func read(from repository: Repository) throws(StoreError) -> [ManifestFile] {
        if entries.isEmpty { return [] }
        let names = entries.map { $0.object + "\n" }.joined()
        let answer = try repository.git.output(
            ["cat-file", "--batch"],
            input: Array(names.utf8),
            fallingShort: "the manifests cannot be read"
        )
        var rest = answer[...]
        var files: [ManifestFile] = []
        for entry in entries {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")),
                String(decoding: rest[..<end], as: UTF8.self)
                    == "\(entry.object) blob \(entry.size)",
                rest.endIndex - end > entry.size + 1
            else {
                throw StoreError(.io, entry.path, "git does not have the object \(entry.object)")
            }
            let start = end + 1
            let bytes = Array(rest[start..<start + entry.size])
            files.append(ManifestFile(name: entry.name, path: entry.path, bytes: bytes))
            rest = rest[(start + entry.size + 1)...]
        }
        return files
    }

    /// The manifests that a checkout has otherwise than the commit: changed, new or gone.
    func differences(from sources: ManifestSources) -> [String] {
        let committed = Dictionary(entries.map { ($0.name, $0.object) }) { first, _ in first }
        let changed = sources.files.filter { file in
            committed[file.name].map { !Self.isObject($0, file.bytes) } ?? true
        }
        let present = Set(sources.files.map(\.name))
        return changed.map(\.path) + entries.filter { !present.contains($0.name) }.map(\.path)
    }

    /// Whether git would give bytes this name: the hash over a header and them.
    private static func isObject(_ name: String, _ bytes: [UInt8]) -> Bool {
        let header = Array("blob \(bytes.count)\0".utf8)
        if name.utf8.count == 64 { return Digest.of(header[...], bytes[...]) == name }
        // Git's names, which git itself protects against collisions; nothing here relies on them alone.
        var hash = Insecure.SHA1()
        hash.update(data: header)
        hash.update(data: bytes)
        return Digest.hexadecimal(hash.finalize()) == name
    }
}
