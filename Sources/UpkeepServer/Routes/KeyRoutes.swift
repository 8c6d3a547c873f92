import UpkeepEngine
import UpkeepKinds

extension Route {
    /// What every key can ask.
    static let keys: [Route] = [
        Route(
            "/user/api/v1/key",
            "getKey",
            "The key that asks.",
            .key(nil),
            .json(Single.schema(of: View<KeyRing.Entry>.key.schema)),
            dependsOn: .key
        ) { call, _ throws(Refusal) in
            guard let key = call.key else { throw .unauthenticated }
            return .json(Single.json(View<KeyRing.Entry>.key.json(key)))
        }
    ]
}

extension View<KeyRing.Entry> {
    fileprivate static let key = View(
        "Key",
        [
            .init("id", .text, "What logs call it.") { .text($0.id) },
            .init("name", .text) { .text($0.name) },
            .init(
                "prefix",
                .nullable(.text),
                "Its first characters; null for one that was made elsewhere."
            ) { .text($0.credential.prefix) },
            .init(
                "scopes",
                .list(.choice(Scope.allCases.map(\.rawValue))),
                "What it may do; empty for everything."
            ) { .list($0.scopes.map(\.rawValue).sorted().map { .text($0) }) },
            .init("created_at", .time) { .time($0.credential.createdAt) },
            .init("expires_at", .nullable(.time)) { .time($0.validUntil) },
        ]
    )
}
