import TestSupport
import Testing
import UpkeepEngine
import UpkeepKinds
import UpkeepSource

/// Every limit that a kind describes, reached and passed by one.
@Suite("Every field of every kind")
struct FieldLimitTests {
    /// A field, and how a manifest comes to write it.
    private struct Place {
        let kind: Kind
        let path: String
        let shape: FieldShape
        /// Puts a value into a manifest, at the field.
        let manifest: (String) -> String
    }

    private static var places: [Place] {
        Kind.all.flatMap { kind in
            kind.fields.flatMap { field in
                places(field, in: kind, path: field.name) { value in
                    let body = "{\(field.name): \(value)}"
                    return kind.name.isSingleton
                        ? "\(kind.name.section): \(body)" : "\(kind.name.section): {a: \(body)}"
                }
            }
        }
    }

    /// The field itself, and those of the records that it holds.
    private static func places(
        _ field: FieldDescription,
        in kind: Kind,
        path: String,
        manifest: @escaping (String) -> String
    ) -> [Place] {
        let place = Place(kind: kind, path: path, shape: field.shape, manifest: manifest)
        let (fields, around): ([FieldDescription], (String) -> String) =
            switch field.shape {
            case .record(let fields): (fields, { $0 })
            case .list(.record(let fields), _, _): (fields, { "[\($0)]" })
            case .map(.record(let fields), _, _): (fields, { "{a: \($0)}" })
            default: ([], { $0 })
            }
        return [place]
            + fields.flatMap { nested in
                places(nested, in: kind, path: "\(path).\(nested.name)") {
                    manifest(around("{\(nested.name): \($0)}"))
                }
            }
    }

    private func codes(_ place: Place, _ value: String) -> Set<String> {
        Set(TestManifests(place.manifest(value)).diagnostics.all.map(\.code.word))
    }

    @Test("has at most as many elements as it says")
    func counts() {
        var checked = 0
        for place in Self.places {
            let limit: Int
            let list: (Int) -> String
            switch place.shape {
            case .list(_, let count, _), .oneOrMore(_, let count):
                limit = count.upperBound
                list = { "[" + (0..<$0).map { "v\($0)" }.joined(separator: ", ") + "]" }
            case .map(_, let count, _):
                limit = count.upperBound
                list = { "{" + (0..<$0).map { "v\($0): v" }.joined(separator: ", ") + "}" }
            default: continue
            }
            checked += 1
            #expect(!codes(place, list(limit)).contains("wrong-count"), "\(place.path)")
            #expect(codes(place, list(limit + 1)).contains("wrong-count"), "\(place.path)")
        }
        #expect(checked >= 12)
    }

    @Test("has a text of at most as many characters as it says")
    func lengths() {
        var checked = 0
        for place in Self.places {
            guard case .text(let length, _, _) = place.shape else { continue }
            checked += 1
            func text(_ count: Int) -> String { String(repeating: "ä", count: count) }
            #expect(
                !codes(place, text(length.upperBound)).contains("wrong-length"),
                "\(place.path)"
            )
            let longer = codes(place, text(length.upperBound + 1))
            #expect(!longer.isDisjoint(with: ["wrong-length", "invalid-value"]), "\(place.path)")
        }
        #expect(checked >= 15)
    }

    @Test("has a number or duration between the bounds that it says")
    func bounds() {
        var checked = 0
        for place in Self.places {
            let bounds: [(String, Bool)]
            switch place.shape {
            case .integer(let range):
                bounds = [
                    ("\(range.lowerBound)", true), ("\(range.upperBound)", true),
                    ("\(range.lowerBound - 1)", false), ("\(range.upperBound + 1)", false),
                    ("99999999999999999999", false),
                ]
            case .duration(let range):
                bounds = [
                    ("\(range.lowerBound)s", true), ("\(range.upperBound)s", true),
                    ("\(range.upperBound + 1)s", false), ("99999999999999999999s", false),
                ]
            default: continue
            }
            for (value, isValid) in bounds {
                checked += 1
                #expect(
                    codes(place, value).contains("invalid-value") != isValid,
                    "\(place.path): \(value)"
                )
            }
        }
        #expect(checked >= 9)
    }
}
