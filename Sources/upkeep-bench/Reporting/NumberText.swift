extension String {
    /// The text with zeros before it.
    func padded(to width: Int) -> String {
        String(repeating: "0", count: max(0, width - count)) + self
    }
}

extension Int {
    /// The number with a comma between thousands: `12,345`.
    var grouped: String {
        let digits = Array(String(magnitude))
        var text = self < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }
}

extension Double {
    /// The number with so many digits after the point: `0.54`.
    func fixed(_ digits: Int) -> String {
        guard isFinite else { return "-" }
        let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
        let scaled = Int((magnitude * Double(scale)).rounded())
        let sign = self < 0 && scaled > 0 ? "-" : ""
        if digits == 0 { return "\(sign)\(scaled)" }
        return "\(sign)\(scaled / scale).\(String(scaled % scale).padded(to: digits))"
    }
}

extension Duration {
    var seconds: Double { self / .seconds(1) }
}
