import UpkeepSource

// How the values of other systems are read.

extension Node {
    /// Whether a scalar says nothing: empty, or `null` in one of the spellings of YAML.
    var isVoid: Bool {
        guard shape == .scalar else { return false }
        switch textLength {
        case 0: return true
        case 1: return isPlain && hasText("~")
        case 4: return isPlain && ["null", "Null", "NULL"].contains { hasText($0) }
        default: return false
        }
    }

    /// The value of a key, of the mapping itself or else of what is merged into it with `<<`; nil where it says nothing.
    func setting(_ name: String) -> Node? {
        if let own = self[name] { return own.isVoid || own.isRefused ? nil : own }
        guard let merged = self["<<"] else { return nil }
        if merged.shape == .mapping { return merged.setting(name) }
        for element in merged.elements {
            if let found = element.setting(name) { return found }
        }
        return nil
    }

    /// The value at the end of a path of keys.
    func setting(at path: String...) -> Node? {
        var node: Node? = self
        for name in path { node = node?.setting(name) }
        return node
    }

    /// The first of the keys that says something.
    func setting(anyOf names: [String]) -> Node? {
        for name in names {
            if let found = setting(name) { return found }
        }
        return nil
    }

    /// The mappings in a list, or under the keys of a mapping.
    var records: [Node] {
        let all =
            shape == .mapping ? entries.filter { !$0.key.isRefused }.map(\.value) : Array(elements)
        return all.filter { $0.shape == .mapping }
    }

    /// A scalar's text where it says something.
    var string: String? { shape == .scalar && !isVoid && !isRefused ? text : nil }

    /// A whole number, also between quotes.
    var integer: Int? { string.flatMap { Int($0) } }

    /// A truth value in the spellings of YAML 1.1, and in those of databases.
    var boolean: Bool? {
        guard let word = string?.lowercased() else { return nil }
        if ["true", "yes", "on", "1"].contains(word) { return true }
        return ["false", "no", "off", "0"].contains(word) ? false : nil
    }
}
