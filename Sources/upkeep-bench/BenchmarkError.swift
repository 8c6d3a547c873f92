/// Why there is no figure.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Somebody wants no more figures.
struct Interruption: Error, CustomStringConvertible {
    let description = "interrupted"
}
