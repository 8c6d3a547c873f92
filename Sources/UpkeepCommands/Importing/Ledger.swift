import UpkeepSource

/// What has become of each setting of the files that are imported.
///
/// A setting is a value at the end of a path: a scalar that is neither empty nor `null`. What stands in a file once is one
/// setting, in however many places an alias makes it count.
struct Ledger {
    /// What has become of a value, and of all below it that nothing else is known of.
    enum Mark {
        /// It is no setting of the system at all, but what stands around them.
        case surrounding
        /// It has no effect where it stands, so that nothing is lost.
        case idle
        case left(LeftReason)
        case carried

        /// Of two marks the one with the higher rank stays.
        fileprivate var rank: Int {
            switch self {
            case .surrounding: 0
            case .idle: 1
            case .left: 2
            case .carried: 3
            }
        }
    }

    private struct Place: Hashable {
        let tree: ObjectIdentifier
        let index: Int

        /// The place of a value: an alias of a scalar is a setting of its own, one of a collection is not.
        init(_ node: Node) {
            let node = node.shape == .scalar ? node : node.target
            tree = ObjectIdentifier(node.tree)
            index = node.index
        }
    }

    /// A document, and the path at which it stands in another one.
    private struct Document {
        let root: Node
        let path: SettingPath
        /// Where all of it is said to stand; nil where its own positions are those of the file.
        let position: SourcePosition?
    }

    private var documents: [Document] = []
    private var marks: [Place: Mark] = [:]

    /// Adds a document whose settings are to be accounted for.
    mutating func add(
        _ root: Node,
        at path: SettingPath = SettingPath(),
        position: SourcePosition? = nil
    ) {
        documents.append(Document(root: root, path: path, position: position))
    }

    /// Notes that a value, with all below it, is in the manifest.
    mutating func carry(_ node: Node?) { mark(node, .carried) }

    /// Notes that a value, with all below it, is not in the manifest.
    mutating func leave(_ node: Node?, _ reason: LeftReason) { mark(node, .left(reason)) }

    /// Notes that a value, with all below it, has no effect where it stands.
    mutating func pass(_ node: Node?) { mark(node, .idle) }

    /// Notes that a value, with all below it, does not belong to the system's settings.
    mutating func surround(_ node: Node?) { mark(node, .surrounding) }

    private mutating func mark(_ node: Node?, _ mark: Mark) {
        guard let node else { return }
        let place = Place(node)
        if let earlier = marks[place], earlier.rank >= mark.rank { return }
        marks[place] = mark
    }

    /// What has become of all settings, in the order of the files.
    func account() -> ImportAccount {
        var account = ImportAccount()
        for document in documents {
            var walk = LedgerWalk(document.root.file, document.path, document.position)
            visit(document.root, .left(.unknown), nil, &walk, &account)
        }
        return account
    }

    /// Accounts for a value; `whole` is the collection that was left as one, and that it is a part of.
    private func visit(
        _ node: Node,
        _ inherited: Mark,
        _ whole: ImportAccount.Place?,
        _ walk: inout LedgerWalk,
        _ account: inout ImportAccount
    ) {
        let own = marks[Place(node)]
        let mark = own ?? inherited
        if node.shape == .scalar {
            if node.isRefused || node.isVoid { return }
            account.count(mark, whole: own == nil ? whole : nil, &walk, at: node)
            return
        }
        if node.isAlias { return }
        var whole = own == nil ? whole : nil
        if case .left(let reason)? = own, reason != .unknown { whole = walk.place(of: node) }
        for (index, element) in node.elements.enumerated() {
            walk.path.steps.append(.index(index))
            visit(element, mark, whole, &walk, &account)
            walk.path.steps.removeLast()
        }
        for (key, value) in node.entries where !key.isRefused {
            walk.path.steps.append(.key(key))
            visit(value, mark, whole, &walk, &account)
            walk.path.steps.removeLast()
        }
    }
}

/// Where the account of a document has come to.
struct LedgerWalk {
    var path: SettingPath
    private var positions: PositionCounter
    private let position: SourcePosition?

    init(_ file: SourceFile, _ path: SettingPath, _ position: SourcePosition?) {
        self.path = path
        self.position = position
        positions = PositionCounter(file)
    }

    /// Where a node stands; nodes come in their order.
    mutating func place(of node: Node) -> ImportAccount.Place {
        ImportAccount.Place(
            path: path.text,
            pattern: path.pattern,
            file: node.file.path,
            position: position ?? positions.position(of: node.offsets.lowerBound)
        )
    }
}
