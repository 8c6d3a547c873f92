/// A colour of a screen (sRGB).
package struct Colour: Hashable, Sendable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8

    package static let white = Colour(red: 255, green: 255, blue: 255)

    package init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Reads `#0f766e`; nil for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 7, bytes[0] == UInt8(ascii: "#"),
            bytes.dropFirst().allSatisfy({
                switch $0 {
                case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
                default: false
                }
            }), let number = UInt32(text.dropFirst(), radix: 16)
        else { return nil }
        red = UInt8(truncatingIfNeeded: number >> 16)
        green = UInt8(truncatingIfNeeded: number >> 8)
        blue = UInt8(truncatingIfNeeded: number)
    }

    private var channels: [UInt8] { [red, green, blue] }

    /// How light it is, from 0 to 1 (WCAG 2.2, relative luminance).
    package var luminance: Double {
        0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
    }

    /// The contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio).
    package func contrast(to other: Colour) -> Double {
        let (light, dark) = (
            max(luminance, other.luminance), min(luminance, other.luminance)
        )
        return (light + 0.05) / (dark + 0.05)
    }

    /// The first tone on the way to another colour that has a contrast to a background.
    package func toned(
        towards end: Colour,
        untilContrast contrast: Double,
        to background: Colour
    ) -> Colour {
        for step in 0...100 {
            let tone = mixed(with: end, percent: step)
            if tone.contrast(to: background) >= contrast { return tone }
        }
        return end
    }

    private func mixed(with other: Colour, percent: Int) -> Colour {
        let mixed = zip(channels, other.channels).map { own, other in
            UInt8((Int(own) * (100 - percent) + Int(other) * percent) / 100)
        }
        return Colour(red: mixed[0], green: mixed[1], blue: mixed[2])
    }

    private static func linear(_ channel: UInt8) -> Double {
        let value = Double(channel) / 255
        if value <= 0.04045 { return value / 12.92 }
        return fifthRoot(power((value + 0.055) / 1.055, 12))
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }

    /// By Newton's method, which comes down from 1 to any root that a channel has: `pow` is not in the standard library.
    private static func fifthRoot(_ value: Double) -> Double {
        (0..<60).reduce(1) { root, _ in (4 * root + value / power(root, 4)) / 5 }
    }
}

extension Colour: CustomStringConvertible {
    /// `#0f766e`.
    package var description: String {
        "#" + channels.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
