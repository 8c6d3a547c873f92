/// Why a character has no place in a manifest.
///
/// Escapes in double quotes may name every one of them: a reviewer sees the escape.
enum ForbiddenCharacter: String {
    case null = "a NUL"
    case control = "a control character"
    case loneCarriageReturn = "a carriage return without a line feed"
    case lineBreak = "a line break that most editors do not show as one"
    case bidirectional = "a bidirectional control"
    case byteOrderMark = "a byte order mark inside the text"
    case noncharacter = "not a character"

    /// The reason for a code point; nil when it may stand in a manifest.
    init?(_ scalar: UInt32) {
        switch scalar {
        case 0x00: self = .null
        case 0x09, 0x0A: return nil
        case 0x0D: self = .loneCarriageReturn
        case 0x85, 0x2028, 0x2029: self = .lineBreak
        case 0x01..<0x20, 0x7F..<0xA0: self = .control
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: self = .bidirectional
        case 0xFEFF: self = .byteOrderMark
        case 0xFFFE, 0xFFFF: self = .noncharacter
        default: return nil
        }
    }

    /// Whether it is only a person that it misleads: libyaml reads on.
    var isReadable: Bool {
        switch self {
        case .loneCarriageReturn, .lineBreak, .bidirectional, .byteOrderMark: true
        case .null, .control, .noncharacter: false
        }
    }
}
