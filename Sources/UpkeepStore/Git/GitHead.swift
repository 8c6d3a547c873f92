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
        let found: Repository?
        do { found = try repository(of: root) } catch { return outside }
        guard let repository = found, let head = text("HEAD", in: repository.folder) else {
            return nil
        }
        guard head.hasPrefix("ref: ") else {
            return GitHead(commit: hash(head), branch: nil, root: root)
        }
        let reference = String(head.dropFirst("ref: ".count))
        guard isReference(reference) else { return GitHead(commit: nil, branch: nil, root: root) }
        let branch =
            reference.hasPrefix("refs/heads/")
            ? String(reference.dropFirst("refs/heads/".count)) : nil
        let commit =
            text(reference, in: repository.folder) ?? text(reference, in: repository.common)
            ?? packed(reference, in: repository.common)
        return GitHead(commit: commit.flatMap(hash), branch: branch, root: root)
    }

    /// Where git keeps what belongs to a checkout, links followed.
    private struct Repository {
        /// With the head of the checkout itself.
        let folder: String
        /// With what it shares with other worktrees: branches, settings and objects.
        let common: String
    }

    /// A `.git` leads to the repository of something else.
    private struct Foreign: Error {}

    /// The repository of a checkout; nil where there is none.
    ///
    /// It stands in the checkout, or it knows of it, as that of a worktree or a submodule does: else a `.git` could name
    /// any repository of the machine, and what is told of the head would be told of that one.
    private static func repository(of root: String) throws(Foreign) -> Repository? {
        let git = root == "/" ? "/.git" : "\(root)/.git"
        var named = git
        if let link = text(".git", in: root), link.hasPrefix("gitdir: ") {
            named = path(String(link.dropFirst("gitdir: ".count)), from: root)
        }
        guard let folder = realPath(of: named) else { return nil }
        guard isInside(folder, root) || knows(folder, git) || isSubmodule(folder, of: root) else {
            throw Foreign()
        }
        guard let other = text("commondir", in: folder) else {
            return Repository(folder: folder, common: folder)
        }
        guard let common = realPath(of: path(other, from: folder)),
            isInside(folder, "\(common)/worktrees")
        else { throw Foreign() }
        return Repository(folder: folder, common: common)
    }

    /// Whether a folder is the one that git keeps for the worktree with a `.git` (gitrepository-layout(5), "worktrees").
    private static func knows(_ folder: String, _ git: String) -> Bool {
        text("gitdir", in: folder).flatMap { realPath(of: path($0, from: folder)) } == git
    }

    /// Whether a folder is among those of the submodules of a checkout around this one.
    private static func isSubmodule(_ folder: String, of root: String) -> Bool {
        let parts = folder.split(separator: "/")
        return parts.indices.contains { index in
            parts[index...].starts(with: [".git", "modules"])
                && isInside(root, "/" + parts[..<index].joined(separator: "/"))
        }
    }

    /// The folder that git keeps for the checkout, links followed; nil outside one.
    var repositoryFolder: String? {
        guard let root else { return nil }
        return try? Self.repository(of: root)?.folder
    }

    /// Whether the repository has a place for objects, without which git takes it for none.
    var hasObjects: Bool {
        guard let root, let repository = try? Self.repository(of: root) else { return false }
        return FileStatus(path: "\(repository.common)/objects")?.form == .folder
    }

    /// Where the repository has objects that are not its own; nil when it has none.
    func borrowedObjects() -> String? {
        guard let root, let repository = try? Self.repository(of: root) else { return nil }
        let objects = "\(repository.common)/objects"
        if let real = Self.realPath(of: objects), !Self.isInside(real, repository.common) {
            return objects
        }
        let alternates = "\(objects)/info/alternates"
        return Self.realPath(of: alternates) == nil ? nil : alternates
    }

    /// Throws where git would wait for ever: it opens what stands for a file of its own, and does not look whether it is a pipe.
    func requireFiles(for reference: String) throws(StoreError) {
        guard let root, let repository = try? Self.repository(of: root) else { return }
        let names =
            [
                "HEAD", "config", "config.worktree", "packed-refs", "commondir", "shallow",
                "info/grafts",
            ]
            + ["", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"].map { $0 + reference }
        for path in names.flatMap({ ["\(repository.folder)/\($0)", "\(repository.common)/\($0)"] })
        {
            guard let (parent, name) = try? NewFiles.split(path),
                let folder = try? Folder(path: parent, followsLink: true)
            else { continue }
            if folder.statusBehindLink(name)?.form == .other {
                throw StoreError(.io, path, "not a file, where git reads one")
            }
            if let real = Self.realPath(of: path), !Self.isInside(real, repository.folder),
                !Self.isInside(real, repository.common)
            {
                throw StoreError(.io, path, "a link out of the repository, where git reads a file")
            }
        }
    }

    /// The link on a path that leads out of the checkout that the link stands in; nil when there is none.
    package static func linkLeadingOut(on path: String) -> String? {
        var way = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            let parent = way.isEmpty ? "." : way
            way += way.isEmpty || way == "/" ? String(part) : "/\(part)"
            guard let folder = try? Folder(path: parent, followsLink: true),
                let status = try? folder.status(String(part)), status.form == .link,
                let target = realPath(of: way), let top = find(from: parent).root
            else { continue }
            if !isInside(target, top) { return way }
        }
        return nil
    }

    private static func isInside(_ path: String, _ folder: String) -> Bool {
        path == folder || path.hasPrefix(folder == "/" ? "/" : "\(folder)/")
    }

    private static func path(_ path: String, from folder: String) -> String {
        path.hasPrefix("/") ? path : "\(folder)/\(path)"
    }

    /// Whether it is the name of a file below `refs` (git-check-ref-format(1)).
    private static func isReference(_ name: String) -> Bool {
        name.hasPrefix("refs/")
            && name.split(separator: "/", omittingEmptySubsequences: false)
                .allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
    }

    private static func packed(_ reference: String, in folder: String) -> String? {
        text("packed-refs", in: folder)?.split(separator: "\n").first {
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

    /// The text of a file that no link leads to from outside of the folder.
    private static func text(_ name: String, in folder: String) -> String? {
        guard !name.utf8.contains(0), let path = realPath(of: "\(folder)/\(name)"),
            isInside(path, folder), let bytes = try? NewFiles.read(path, limit: fileLimit)
        else {
            return nil
        }
        var text = String(decoding: bytes, as: UTF8.self)
        while text.hasSuffix("\n") { text.removeLast() }
        return text
    }
}
