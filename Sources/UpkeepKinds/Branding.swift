import UpkeepEngine
import UpkeepKeys
import UpkeepSource

/// What a status page looks like.
package struct Branding: Record, Hashable {
    package static let name = "branding"

    /// What accents stand on where it is light, and where it is dark.
    package static let lightSurface = Colour(red: 0xFA, green: 0xFA, blue: 0xF9)
    package static let darkSurface = Colour(red: 0x1C, green: 0x1C, blue: 0x1F)
    /// The least contrast of text (WCAG 2.2, success criterion 1.4.3).
    package static let contrast = 4.5

    package let logo: Logo?
    package let accent: Colour?
    package let footer: [FooterLink]

    package init(_ fields: inout FieldReader) {
        logo = fields.optional(
            "logo",
            .logo,
            "A picture above the title: an https address, or the picture itself as a data: URI."
        ).flatMap { Logo($0) }
        accent = fields.optional(
            "accent",
            .colour,
            "The colour of links and buttons, as #0f766e; where it is dark a lighter tone is used."
        ).flatMap { Colour($0) }
        footer = fields.collection(
            "footer",
            .list(.record(FooterLink.self), count: 0...10),
            "Links at the end of the page."
        )
        guard let accent, accent.contrast(to: Self.lightSurface) < Self.contrast else { return }
        let black = Colour(red: 0, green: 0, blue: 0)
        let better = accent.toned(
            towards: black,
            untilContrast: Self.contrast,
            to: Self.lightSurface
        )
        fields.report(at: "accent") { .lowContrast(accent, better, at: $0) }
    }

    /// The accent where it is dark, a tone that shines a little.
    package var darkAccent: Colour? {
        accent?.toned(towards: .white, untilContrast: 7, to: Self.darkSurface)
    }
}

/// A link at the end of a page.
package struct FooterLink: Record, Hashable {
    package static let name = "footer link"

    package let label: String
    package let url: String

    package init(_ fields: inout FieldReader) {
        label = fields.required("label", .text(1...60), "What visitors read.")
        url = fields.required("url", .link, "Where it leads: http, https or mailto.")
    }
}

/// The picture of a page.
package enum Logo: Hashable, Sendable {
    case address(String)
    /// Its media type, and its bytes in base64.
    case picture(type: String, base64: String)

    /// The media types that may be in a data: URI.
    static let types = ["image/svg+xml", "image/png", "image/webp", "image/jpeg", "image/gif"]

    /// Reads what the field has accepted.
    init?(_ text: String) {
        guard text.hasPrefix("data:") else {
            self = .address(text)
            return
        }
        let rest = text.dropFirst(5)
        guard let end = rest.firstRange(of: ";base64,") else { return nil }
        self = .picture(
            type: String(rest[..<end.lowerBound]),
            base64: String(rest[end.upperBound...])
        )
    }

    /// In characters, of the address or of the picture in it.
    package static let length = 8...49_152

    /// Why a text is no logo; nil when it is one.
    @Sendable package static func problem(_ text: String) -> String? {
        guard text.hasPrefix("data:") else {
            if !text.hasPrefix("https://") { return "it has to begin with https:// or data:image/" }
            // Browsers are told which host to load it from, in a field that takes no other characters.
            if !text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
                return
                    "it has other characters than those of ASCII: hosts have a form with xn--, paths with %"
            }
            return PatternField.webAddress.problem(text)
        }
        guard case .picture(let type, let base64)? = Logo(text) else {
            return "it has to be in base64: data:image/png;base64,..."
        }
        if !types.contains(type) { return "its type is none of \(types.joined(separator: ", "))" }
        let isBase64 = !base64.isEmpty && Base64.decode(base64.utf8, isPadded: true) != nil
        return isBase64 ? nil : "what follows base64, is not base64 (RFC 4648, section 4)"
    }
}

extension FieldType where Self == PatternField {
    fileprivate static var logo: PatternField { .logoField }
    fileprivate static var colour: PatternField { .colourField }
    fileprivate static var link: PatternField { .linkField }
    /// The scheme, host and port of a web address (RFC 6454).
    static var origin: PatternField { .originField }
}

extension PatternField {
    fileprivate static let logoField = PatternField(
        "logo",
        length: Logo.length,
        pattern: #"^(https://\S+|data:image/[a-z+]+;base64,[A-Za-z0-9+/]+={0,2})$"#,
        problem: Logo.problem
    )

    fileprivate static let colourField = PatternField(
        "colour",
        length: 7...7,
        pattern: "^#[0-9A-Fa-f]{6}$"
    ) { Colour($0) == nil ? "it has to be # and six digits of 0-9 and a-f" : nil }

    fileprivate static let linkField = PatternField(
        "link",
        length: 8...2_048,
        pattern: #"^(https?://\S+|mailto:[^\s@]+@[^\s@]+)$"#
    ) { text in
        guard text.hasPrefix("mailto:") else { return PatternField.webAddress.problem(text) }
        let parts = text.dropFirst(7).split(separator: "@", omittingEmptySubsequences: false)
        let isAddress = parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
        let isPlain = text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace }
        return isAddress && isPlain ? nil : "what follows mailto: is no e-mail address"
    }

    fileprivate static let originField = PatternField(
        "web origin",
        length: 8...260,
        pattern: #"^https?://[A-Za-z0-9.-]+(:[0-9]+)?$"#
    ) { text in
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: ":/.-".utf8.contains(byte)
            }
        }
        if text.utf8.count(where: { $0 == UInt8(ascii: "/") }) != 2 || !isPlain {
            return "it has to be a scheme and a host, without a path: https://intranet.example"
        }
        return PatternField.webAddress.problem(text)
    }
}
