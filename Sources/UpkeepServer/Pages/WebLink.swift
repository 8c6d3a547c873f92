/// Where links may lead.
enum WebLink {
    private static let schemes = ["https://", "http://", "mailto:"]

    /// Whether an address has one of three schemes, and nothing in it that ends an address.
    static func isAllowed(_ address: String) -> Bool {
        guard let scheme = schemes.first(where: { address.hasPrefix($0) }) else { return false }
        return address.unicodeScalars.count > scheme.count
            && address.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0.value > 0x20 && $0 != "<" && $0 != ">"
                    && $0 != "\"" && $0 != "\\"
            }
    }
}
