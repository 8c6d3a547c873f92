import Foundation
import Testing

/// Each folder of `Fixtures` is a dry run whose whole output is written down.
///
/// `RECORD=1` writes down what the program prints now, and fails, so that nobody takes that for a check.
@Suite struct FixtureTests {
    private static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

    @Test(arguments: Fixture.all)
    func printsWhatIsWrittenDown(_ fixture: Fixture) throws {
        let actual = try fixture.actual()
        if Self.isRecording {
            try fixture.record(actual)
            Issue.record("\(fixture) was recorded; read the difference, then run without RECORD")
            return
        }
        let expected = try #require(fixture.expected, "no expected.txt; run with RECORD=1 once")
        #expect(actual == expected, "\(fixture) prints something else now:\n\(actual)")
    }

    @Test func casesAreFound() {
        #expect(Fixture.all.count >= 15)
    }

    /// Text of manifests reaches terminals and the logs of CI, which would obey some of it.
    @Test(arguments: Fixture.all)
    func printsNothingThatATerminalOrARunnerObeys(_ fixture: Fixture) throws {
        let text = try fixture.actual()
        let harmful = text.unicodeScalars.filter { scalar in
            scalar != "\n"
                && [.control, .format, .lineSeparator, .paragraphSeparator].contains(
                    scalar.properties.generalCategory
                )
        }
        #expect(harmful.isEmpty, "\(harmful.map { String($0.value, radix: 16) })")
        for line in text.split(separator: "\n") {
            let start = line.drop { $0 == " " }
            #expect(!start.hasPrefix("::"), "a workflow command of GitHub: \(line)")
            #expect(!start.hasPrefix("##["), "a workflow command of GitHub: \(line)")
        }
    }
}
