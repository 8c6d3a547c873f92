import Testing
import UpkeepEngine

@Suite("Differences of values")
struct DifferenceTests {
    private func outline(_ before: Value, _ after: Value) -> [String] {
        FieldChange.between(before, after).map { change in
            "\(change.path): \(change.before?.plainText ?? "-") -> \(change.after?.plainText ?? "-")"
        }
    }

    @Test("are named down to the field")
    func nested() {
        let before = Value.map(["a": 1, "labels": .map(["team": "core", "tier": "gold"])])
        let after = Value.map(["b": 1, "labels": .map(["team": "web", "tier": "gold"])])
        #expect(outline(before, after) == ["a: 1 -> -", "b: - -> 1", "labels.team: core -> web"])
    }

    @Test("in records with ids are found by the id, and a new order is told")
    func records() {
        func record(_ id: String, _ name: String) -> Value {
            .map(["id": .text(id), "name": .text(name)])
        }
        let before = Value.map(["components": .list([record("api", "API"), record("web", "Web")])])
        let after = Value.map(["components": .list([record("web", "Shop"), record("api", "API")])])
        #expect(
            outline(before, after) == [
                "components.web.name: Web -> Shop", "components (order): api, web -> web, api",
            ]
        )
        let grown = Value.map([
            "components": .list([record("new", "New"), record("api", "API"), record("web", "Web")])
        ])
        #expect(outline(before, grown) == ["components.new: - -> {id: new, name: New}"])
    }

    @Test("in lists of maps without ids are found by their place")
    func places() {
        let before = Value.map(["updates": .list([.map(["m": "a"])])])
        let after = Value.map(["updates": .list([.map(["m": "b"]), .map(["m": "c"])])])
        #expect(outline(before, after) == ["updates[0].m: a -> b", "updates[1]: - -> {m: c}"])
    }

    @Test("are never empty for different values and always empty for the same")
    func completeness() {
        let values: [Value] = [
            "", "a", 0, 1, true, .list([]), .emptyMap, .list(["a"]), .list(["a", "b"]),
            .list(["b", "a"]),
            .list([.emptyMap]), .list([.map(["id": "a"])]),
            .list([.map(["id": "a"]), .map(["id": "b"])]),
            .list([.map(["id": "b"]), .map(["id": "a"])]), .map(["a": 1]),
            .map(["a": .list([.map(["id": "x"])])]),
        ]
        for before in values {
            for after in values {
                #expect(FieldChange.between(before, after).isEmpty == (before == after))
            }
        }
    }
}
