/// What is declared of one resource, as the state holds it: canonical JSON.
///
/// The same declaration has the same bytes, so that two are compared without being decoded.
package struct Declaration: Hashable, Sendable {
    /// A map of `id`, `kind`, `protect` and `spec`, in this order.
    package let json: ArraySlice<UInt8>

    /// - Precondition: the bytes are a declaration.
    init(json: ArraySlice<UInt8>) {
        self.json = json
    }

    /// A declaration whose specification is written by a closure.
    ///
    /// `expectedBytes` is the length of the specification, as far as it is known.
    init(
        _ id: ResourceID,
        isProtected: Bool,
        expectedBytes: Int = 0,
        specification: (inout JSONWriter) -> Void
    ) {
        var writer = JSONWriter(expectedBytes: expectedBytes + Self.frameBytes)
        writer.write(raw: "{\"id\":")
        writer.write(id.id)
        writer.write(raw: ",\"kind\":")
        writer.write(id.kind)
        writer.write(raw: ",\"protect\":")
        writer.write(isProtected)
        writer.write(raw: ",\"spec\":")
        specification(&writer)
        writer.write(raw: "}")
        json = writer.bytes[...]
    }

    /// A declaration of fields in canonical form.
    package init(_ id: ResourceID, isProtected: Bool, _ specification: Value) {
        self.init(id, isProtected: isProtected) { $0.write(specification) }
    }

    /// Room for what stands around the specification.
    private static let frameBytes = 128

    /// The declared fields.
    package var specification: Value { value["spec"] ?? .emptyMap }

    package var isProtected: Bool { value["protect"]?.boolean ?? false }

    /// Some of the declared fields, those that are texts or booleans, without a look at what is in the others.
    ///
    /// They come in the order of the names; nil where the field is not there, or is something else.
    package func scalars(_ names: [String]) -> [Value?] {
        var found = [Value?](repeating: nil, count: names.count)
        var cursor = JSONCursor(json)
        guard cursor.take("{\"id\":"), cursor.skipString() != nil, cursor.take(",\"kind\":"),
            cursor.skipString() != nil, cursor.take(",\"protect\":"), cursor.boolean() != nil,
            cursor.take(",\"spec\":{")
        else { return found }
        var isFirst = true
        while isFirst || cursor.take(","), let key = cursor.skipString(), cursor.take(":") {
            isFirst = false
            guard let place = names.firstIndex(where: { json[key].elementsEqual($0.utf8) }) else {
                guard cursor.skipValue() else { break }
                continue
            }
            if let text = cursor.string() {
                found[place] = .text(text)
            } else if let boolean = cursor.boolean() {
                found[place] = .boolean(boolean)
            } else if !cursor.skipValue() {
                break
            }
        }
        return found
    }

    private var value: Value {
        guard let value = try? JSONReader.value(of: json) else {
            preconditionFailure("a declaration is JSON")
        }
        return value
    }

    package static func == (lhs: Declaration, rhs: Declaration) -> Bool {
        let (left, right) = (lhs.json.span, rhs.json.span)
        // What was taken from the state is not only equal to what stands there, it is the same bytes.
        if left.isIdentical(to: right) { return true }
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }
}
