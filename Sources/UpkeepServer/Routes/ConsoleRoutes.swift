import UpkeepEngine
import UpkeepKinds

extension Route {
    /// What people who care for the keys read.
    static let console = Route(
        ConsoleDocument.path,
        "getConsole",
        "The API Console: keys, scopes, and the YAML for a new key.",
        .console,
        parameters: [
            isNew.description, name.description, scope.description, expiry.description,
            recipient.description,
        ],
        .text(.html),
        dependsOn: .key
    ) { call, moment throws(Refusal) in
        guard call.key != nil else { return ConsoleDocument.upgrade(call.site.plan) }
        var scopes: Set<Scope> = []
        for text in call.query.parameters.filter({ $0.name == scope.name }).map(\.value) {
            guard let scope = Scope(rawValue: text) else {
                throw .parameter(scope.name, scope.requirement)
            }
            scopes.insert(scope)
        }
        let form = ConsoleDocument.Form(
            name: try call.value(name),
            scopes: scopes,
            expiry: try call.value(expiry),
            recipient: try call.value(recipient),
            isSent: try call.value(isNew)
        )
        return ConsoleDocument(of: call.site, form, lastUse: call.lastUse, now: moment.now).content
    }

    private static let isNew = Parameter<Bool>.flag("new", "1 for the YAML of a new key.")
    private static let name = typed("name", "The new key's name.")
    private static let recipient = typed("recipient", "Whom the new key is sealed for.")
    private static let scope = Parameter<String?>(
        name: "scope",
        about: "What the new key may do; can be given several times.",
        schema: .choice(Scope.allCases.map(\.rawValue)),
        standard: nil,
        requirement: "has to be one of \(Scope.allCases.map(\.rawValue).joined(separator: ", "))",
        isRequired: false
    ) { text in
        guard let text else { return .some(nil) }
        return Scope(rawValue: text).map { .some($0.rawValue) }
    }
    private static let expiry = typed(
        "expiry",
        "Until when the new key is valid: a day, as 2027-06-30."
    )

    /// Whatever somebody has typed: what is wrong with it stands on the page.
    private static func typed(_ name: String, _ about: String) -> Parameter<String> {
        Parameter(
            name: name,
            about: about,
            schema: .text,
            standard: nil,
            requirement: "has to be text",
            isRequired: false
        ) { $0 ?? "" }
    }
}
