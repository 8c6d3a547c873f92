import Glibc

/// Which commit a checkout has, read from git's files without running git.
///
/// The formats are those of gitrepository-layout(5). Whether the checkout differs from the commit is not told.
package struct GitHead: Hashable, Sendable {
    package let commit: String?
    package let branch: String?
    /// The folder of the checkout, links followed; nil outside one.
    package let root: String?

    package init(commit: String?, branch: String?, root: String?) {
        self.commit = commit
        self.branch = branch
        self.root = root
    }

    private static let fileLimit = 1_048_576
    private static let outside = GitHead(commit: nil, branch: nil, root: nil)

    /// The head of the checkout that a path lies in, links followed; without a commit when it lies in none.
    package static func find(from path: String) -> GitHead {
        guard var current = realPath(of: path) else { return outside }
        while true {
            if let head = head(in: current) { return head }
            guard let slash = current.lastIndex(of: "/"), current != "/" else { return outside }
            current = slash == current.startIndex ? "/" : String(current[..<slash])
        }
    }

    /// A path as the checkout knows it: below its root; the path as it is when it lies elsewhere.
    ///
    /// What is looked at is where the path stands, not where a link there leads to.
    package func path(below path: String) -> String {
        guard let root else { return path }
        let (parent, name) =
            path.lastIndex(of: "/").map {
                (String(path[..<$0]), String(path[path.index(after: $0)...]))
            } ?? (".", path)
        guard let folder = Self.realPath(of: parent.isEmpty ? "/" : parent) else { return path }
        if folder == root { return name }
        let prefix = root == "/" ? "/" : root + "/"
        return folder.hasPrefix(prefix) ? "\(folder.dropFirst(prefix.count))/\(name)" : path
    }

    static func realPath(of path: String) -> String? {
        guard let real = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(real) }
        return unsafe String(cString: real)
    }

    private static func head(in root: String) -> GitHead? {
        let git = root == "/" ? "/.git" : "\(root)/.git"
        var folder = git
        if let link = text(git), link.hasPrefix("gitdir: ") {
            // A worktree or submodule: the file names the real folder.
            let target = String(link.dropFirst("gitdir: ".count))
            folder = target.hasPrefix("/") ? target : String(git.dropLast(".git".count)) + target
        }
        guard let head = text("\(folder)/HEAD") else { return nil }
        guard head.hasPrefix("ref: ") else {
            return GitHead(commit: hash(head), branch: nil, root: root)
        }
        let reference = String(head.dropFirst("ref: ".count))
        let branch =
            reference.hasPrefix("refs/heads/")
            ? String(reference.dropFirst("refs/heads/".count)) : nil
        let common =
            text("\(folder)/commondir").map { $0.hasPrefix("/") ? $0 : "\(folder)/\($0)" } ?? folder
        let commit =
            text("\(folder)/\(reference)") ?? text("\(common)/\(reference)")
            ?? packed(reference, in: common)
        return GitHead(commit: commit.flatMap(hash), branch: branch, root: root)
    }

    private static func packed(_ reference: String, in folder: String) -> String? {
        text("\(folder)/packed-refs")?.split(separator: "\n").first {
            $0.hasSuffix(" " + reference)
        }
        .flatMap { $0.split(separator: " ").first }.map(String.init)
    }

    /// SHA-1 or SHA-256 in hexadecimal.
    private static func hash(_ text: String) -> String? {
        let isHash = text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
        }
        return isHash && (text.utf8.count == 40 || text.utf8.count == 64) ? text : nil
    }

    private static func text(_ path: String) -> String? {
        guard !path.utf8.contains(0), let bytes = try? NewFiles.read(path, limit: fileLimit) else {
            return nil
        }
        var text = String(decoding: bytes, as: UTF8.self)
        while text.hasSuffix("\n") { text.removeLast() }
        return text
    }
}
