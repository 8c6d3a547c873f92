/// What wrk asks for from the second core, and what it hears.
struct Load {
    let url: String
    var fields: [String] = []
    var connections = 64
    var seconds = 5
    /// How long a connection waits between two requests, in milliseconds; nil for not at all.
    var pause: Int?

    struct Outcome {
        let requests: Double
        /// In milliseconds.
        let p99: Double
        let longest: Double
        /// How many answers were no success.
        let failures: Int
    }

    /// Asks for so long.
    func run(in folder: String) throws -> Outcome {
        let file = "\(folder)/wrk.txt"
        var words = [
            "taskset", "--cpu-list", "1", "wrk", "-t1", "-c\(connections)", "-d\(seconds)s",
        ]
        words += ["--latency", "--timeout", "10s"]
        if let pause {
            try Files.write("function delay() return \(pause) end\n", to: "\(folder)/pause.lua")
            words += ["-s", "\(folder)/pause.lua"]
        }
        for field in fields { words += ["-H", field] }
        _ = try Program(words + [url], output: file).run()
        return try Self.outcome(String(decoding: Files.read(file), as: UTF8.self))
    }

    private static func outcome(_ text: String) throws -> Outcome {
        var requests: Double?
        var p99: Double?
        var longest: Double?
        var failures = 0
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.contains(" requests in "), words.count > 3 {
                requests = Double(words[0])
            } else if words.first == "Latency", words.count > 3 {
                longest = milliseconds(words[3])
            } else if words.first == "Non-2xx" {
                failures = words.last.flatMap { Int($0) } ?? 1
            } else if words.first == "99%" {
                p99 = words.last.flatMap(milliseconds)
            }
        }
        guard let requests, let p99, let longest else {
            throw BenchmarkError("wrk says something else than was expected:\n\(text)")
        }
        return Outcome(
            requests: requests,
            p99: p99,
            longest: longest,
            failures: failures
        )
    }

    /// Reads `12.3us`, `1.2ms`, `1.5s`, `2.0m`.
    private static func milliseconds(_ text: Substring) -> Double? {
        let units = [("us", 0.001), ("ms", 1), ("s", 1_000), ("m", 60_000)]
        guard let (unit, factor) = units.first(where: { text.hasSuffix($0.0) }) else { return nil }
        return Double(text.dropLast(unit.count)).map { $0 * factor }
    }
}
