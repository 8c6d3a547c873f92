/// One side of a comparison.
struct Contender {
    let name: String
    /// Takes part once.
    let run: () throws -> Measurement

    init(_ name: String, run: @escaping () throws -> Measurement) {
        self.name = name
        self.run = run
    }

    init(_ name: String, _ program: Program) {
        self.init(name) { try program.run() }
    }

    /// Runs both sides so many times, one after the other, so that a busy spell of the machine meets both.
    func compete(with other: Contender, runs: Int) throws -> (own: Samples, other: Samples) {
        var own: [Measurement] = []
        var others: [Measurement] = []
        for _ in 0..<runs {
            own.append(try run())
            others.append(try other.run())
        }
        return (Samples(own), Samples(others))
    }
}
