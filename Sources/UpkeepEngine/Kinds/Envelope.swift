import UpkeepSource

/// The fields that every resource has, whatever its kind.
struct Envelope {
    /// How many former ids a resource can have.
    static let previousIDLimit = 32

    let isProtected: Bool
    let previousIDs: [String]

    /// What a resource has that says nothing of it.
    init() {
        isProtected = false
        previousIDs = []
    }

    init(of body: Node, defaults: Node?, kind: KindName, _ context: inout ReadingContext) {
        var isProtected = false
        if let node = body["protect"] {
            isProtected = BooleanField().read(node, &context) ?? false
        } else if let node = defaults?["protect"] {
            isProtected = context.withoutReports { BooleanField().read(node, &$0) } ?? false
        }
        self.isProtected = isProtected
        previousIDs = body["previously"].map { Self.previousIDs($0, &context) } ?? []
    }

    private static func previousIDs(_ node: Node, _ context: inout ReadingContext) -> [String] {
        guard node.shape == .sequence else {
            context.report(.wrongShape(previouslyShape, at: node))
            return []
        }
        guard node.count <= previousIDLimit else {
            context.report(.wrongCount(node.count, allowed: 0...previousIDLimit, at: node))
            return []
        }
        var ids: [String] = []
        for element in node.elements where !element.isRefused {
            if let problem = Diagnostic.problem(ofID: element.text, at: element) {
                context.report(problem)
            } else if ids.contains(element.text) {
                context.report(.repeatedElement(element))
            }
            ids.append(element.text)
        }
        return ids
    }

    static let previouslyShape = FieldShape.list(
        .text(length: 1...Label.idLength, pattern: Label.idPattern, name: "id"),
        count: 0...previousIDLimit,
        isSet: false
    )

    /// The same fields for the schema and the reference.
    static func descriptions(of kind: KindName) -> [FieldDescription] {
        let protect = FieldDescription(
            name: "protect",
            shape: .boolean,
            isRequired: false,
            defaultValue: false,
            help: "Deleting the \(kind.title) is refused until a commit before has unset this."
        )
        let previously = FieldDescription(
            name: "previously",
            shape: previouslyShape,
            isRequired: false,
            defaultValue: .list([]),
            help: "Former ids: the \(kind.title) keeps its public id and history. They may stay."
        )
        return kind.isSingleton ? [protect] : [previously, protect]
    }
}
