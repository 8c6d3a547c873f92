/// What has a resource's id; collections of such are kept in ascending order of their ids.
protocol Identified {
    var id: ResourceID { get }
}

extension Resource: Identified {}
extension StoredResource: Identified {}
extension Manifest.Entry: Identified {}

extension RandomAccessCollection where Element: Identified {
    /// The element with an id.
    func element(_ id: ResourceID) -> Element? {
        let index = partitioningIndex { $0.id >= id }
        return index < endIndex && self[index].id == id ? self[index] : nil
    }

    /// The elements of a kind.
    func elements(ofKind kind: String) -> SubSequence {
        let start = partitioningIndex { $0.id.kind >= kind }
        return self[start..<self[start...].partitioningIndex { $0.id.kind > kind }]
    }
}

extension Array where Element: Identified {
    /// The elements of both, which have no id in common.
    func merged(with other: [Element]) -> [Element] {
        if isEmpty { return other }
        if other.isEmpty { return self }
        var merged: [Element] = []
        merged.reserveCapacity(count + other.count)
        var rest = other[...]
        for element in self {
            while let next = rest.first, next.id < element.id {
                merged.append(next)
                rest.removeFirst()
            }
            merged.append(element)
        }
        return merged + rest
    }
}

/// One walk over elements in the order of their ids, beside another one.
struct Walk<Element: Identified> {
    private let elements: [Element]
    private var position = 0

    init(over elements: [Element]) {
        self.elements = elements
    }

    /// The next element when it stands before an id, or at all.
    mutating func next(before id: ResourceID?) -> Element? {
        guard position < elements.count, id.map({ elements[position].id < $0 }) ?? true else {
            return nil
        }
        position += 1
        return elements[position - 1]
    }

    /// The next element when it has this id.
    mutating func next(_ id: ResourceID) -> Element? {
        guard position < elements.count, elements[position].id == id else { return nil }
        position += 1
        return elements[position - 1]
    }
}

extension RandomAccessCollection {
    /// The first index whose element satisfies a condition that all later ones satisfy, too; the end when none does.
    fileprivate func partitioningIndex(where condition: (Element) -> Bool) -> Index {
        var low = startIndex
        var count = count
        while count > 0 {
            let half = count / 2
            let middle = index(low, offsetBy: half)
            if condition(self[middle]) {
                count = half
            } else {
                low = index(after: middle)
                count -= half + 1
            }
        }
        return low
    }
}
