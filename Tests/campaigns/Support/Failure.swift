/// Why a campaign cannot be run; what it finds out about upkeep is a `Violation` instead.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
