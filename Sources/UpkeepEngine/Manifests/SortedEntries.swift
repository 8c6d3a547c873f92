/// What all manifests declare, every id once and in ascending order; of two that declare the same the first counts.
///
/// The entries stay where they are, and only their places are sorted.
struct SortedEntries: RandomAccessCollection {
    private struct Place {
        let manifest: Int
        let entry: Int
    }

    private let manifests: [Manifest]
    private var places: [Place] = []
    /// What is declared a second time, each with the first.
    private(set) var duplicates: [(entry: Manifest.Entry, first: Manifest.Entry)] = []

    /// - Precondition: the manifests are in ascending order of their names.
    init(of manifests: [Manifest]) {
        self.manifests = manifests
        var places: [Place] = []
        places.reserveCapacity(manifests.reduce(0) { $0 + $1.entries.count })
        for (index, manifest) in manifests.enumerated() {
            places += manifest.entries.indices.map { Place(manifest: index, entry: $0) }
        }
        // The sort is stable. Trees are often written in order, and then there is nothing to do.
        let isSorted = zip(places, places.dropFirst()).allSatisfy { id(at: $0) < id(at: $1) }
        if !isSorted { places.sort { id(at: $0) < id(at: $1) } }
        self.places.reserveCapacity(places.count)
        for place in places {
            if let last = self.places.last, id(at: last) == id(at: place) {
                duplicates.append((entry(at: place), entry(at: last)))
            } else {
                self.places.append(place)
            }
        }
    }

    private func entry(at place: Place) -> Manifest.Entry {
        manifests[place.manifest].entries[place.entry]
    }

    private func id(at place: Place) -> ResourceID {
        manifests[place.manifest].entries[place.entry].id
    }

    var startIndex: Int { 0 }
    var endIndex: Int { places.count }

    subscript(index: Int) -> Manifest.Entry { entry(at: places[index]) }

    /// What is referred to anywhere.
    var targets: Set<ResourceID> { manifests.reduce(into: []) { $0.formUnion($1.targets) } }

    /// What could be read.
    var resources: [Resource] {
        var resources: [Resource] = []
        resources.reserveCapacity(count)
        for place in places {
            if case .success(let resource) = manifests[place.manifest].entries[place.entry].reading
            {
                resources.append(resource)
            }
        }
        return resources
    }
}
