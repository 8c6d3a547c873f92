/// How something is told in JSON: a list of its members, from which both the answers and their schema are made.
struct View<Subject>: Sendable {
    /// What the schema is called.
    let name: String
    let members: [ViewMember<Subject>]

    init(_ name: String, _ members: [ViewMember<Subject>]) {
        self.name = name
        self.members = members
    }

    var schema: Schema {
        .object(
            name,
            members.map {
                SchemaMember($0.name, $0.schema, isRequired: $0.isRequired, about: $0.about)
            }
        )
    }

    func json(_ subject: Subject) -> JSON {
        .object(
            members.compactMap { member in
                member.value(subject).map { JSON.Member(member.name, $0) }
            }
        )
    }

    /// The same with other members behind its own.
    func extended(as name: String, _ more: [ViewMember<Subject>]) -> View {
        View(name, members + more)
    }
}

/// A member of an object.
struct ViewMember<Subject>: Sendable {
    let name: String
    let schema: Schema
    /// Whether it is always there.
    let isRequired: Bool
    let about: String?
    /// Nil where it is left out.
    let value: @Sendable (Subject) -> JSON?

    init(
        _ name: String,
        _ schema: Schema,
        _ about: String? = nil,
        isRequired: Bool = true,
        value: @escaping @Sendable (Subject) -> JSON?
    ) {
        self.name = name
        self.schema = schema
        self.isRequired = isRequired
        self.about = about
        self.value = value
    }
}
