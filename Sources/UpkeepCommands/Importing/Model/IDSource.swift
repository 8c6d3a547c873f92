import UpkeepEngine

/// Makes ids of names: DNS labels, none of them twice, the same for the same names in the same order.
struct IDSource {
    /// What an id begins with where nothing of the name can stand in one.
    private let noun: String
    private var taken: Set<String>
    /// The number that was tried last behind an id.
    private var numbers: [String: Int] = [:]

    init(_ noun: String, reserved: Set<String> = []) {
        self.noun = noun
        taken = reserved
    }

    /// An id made of the first of the names that gives one which is not taken, or else of the first with a number.
    mutating func id(_ names: String...) -> String {
        let candidates = names.compactMap(Self.label(of:))
        for candidate in candidates where taken.insert(candidate).inserted { return candidate }
        let base = candidates.first ?? noun
        while true {
            let number = numbers[base, default: candidates.isEmpty ? 0 : 1] + 1
            numbers[base] = number
            let suffix = "-\(number)"
            let id = Self.trimmed(base.prefix(Label.idLength - suffix.utf8.count)) + suffix
            if taken.insert(id).inserted { return id }
        }
    }

    /// The label that a name makes; nil where nothing of it is left.
    private static func label(of name: String) -> String? {
        // What is no letter of ASCII leaves a hyphen for each of its bytes, so that the length is taken afterwards.
        var id = ""
        for scalar in name.unicodeScalars.prefix(nameLength) {
            if scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
                id.unicodeScalars.append(
                    contentsOf: scalar.properties.lowercaseMapping.unicodeScalars
                )
            } else if !id.isEmpty, !id.hasSuffix("-") {
                id += "-"
            }
        }
        let label = trimmed(id.prefix(Label.idLength))
        return label.isEmpty ? nil : label
    }

    private static let nameLength = 500

    private static func trimmed(_ text: some StringProtocol) -> String {
        var text = String(text)
        while text.hasSuffix("-") { text.removeLast() }
        return text
    }
}
