/// A number and what it counts: `1 error`, `2 errors`.
struct Counted {
    let number: Int
    private let noun: String

    init(_ number: Int, _ noun: String) {
        self.number = number
        self.noun = noun
    }

    var text: String { "\(number.grouped) \(noun)\(number == 1 ? "" : "s")" }
}

extension Int {
    /// The number with a comma between thousands: `12,345`.
    var grouped: String {
        var digits = String(magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (self < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
    }
}
