/// The anchors of one document.
struct AnchorTable {
    struct Anchor {
        /// Where `&name` stands.
        let range: Range<Int>
        /// The index of the node that it names.
        let node: Int
        /// The nodes that an alias of it stands for; nil while the node is still open.
        var size: Int?
        /// How many collections stand within each other in it.
        var height = 0
    }

    private var anchors: [Anchor] = []
    private var places: [String: Int] = [:]

    subscript(name: String) -> Anchor? { places[name].map { anchors[$0] } }

    var names: some Sequence<String> { places.keys.sorted() }

    /// Adds an anchor, and gives its number.
    mutating func add(_ name: String, _ anchor: Anchor) -> Int {
        places[name] = anchors.count
        anchors.append(anchor)
        return anchors.count - 1
    }

    mutating func complete(_ number: Int, size: Int, height: Int) {
        anchors[number].size = size
        anchors[number].height = height
    }
}
