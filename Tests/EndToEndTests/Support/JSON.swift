import Foundation
import Testing

/// JSON as a reader of the program's output would take it.
enum JSON {
    /// The object that a text holds; anything else fails the test.
    static func object(_ text: String) throws -> [String: Any] {
        try #require(value(text) as? [String: Any], "this is not an object:\n\(text)")
    }

    /// The list of objects that a text holds.
    static func list(_ text: String) throws -> [[String: Any]] {
        try #require(value(text) as? [[String: Any]], "this is not a list of objects:\n\(text)")
    }

    private static func value(_ text: String) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(text.utf8))
    }
}
