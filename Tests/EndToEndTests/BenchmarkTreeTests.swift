import Testing

/// The trees that Upkeep is measured with are trees that it takes.
@Suite struct BenchmarkTreeTests {
    @Test func aTreeIsValidAndOnceAppliedHasNoChanges() throws {
        let sandbox = try Sandbox()
        try sandbox.bench("tree", "--monitors", "60", "--files", "6", "tree")
        let validation = try sandbox.upkeep("validate", "tree")
        #expect(validation.status == 0, "\(validation)")
        #expect(validation.output == "Valid: 7 files, 62 resources\n")
        try sandbox.apply("tree")
        let plan = try sandbox.upkeep("reconcile", "--dry-run", "--exit-code", "tree")
        #expect(plan.status == 0, "\(plan)")
    }

    @Test func aChangedTreeChangesAMonitorInAPartOfTheFiles() throws {
        let sandbox = try Sandbox()
        try sandbox.bench("tree", "--monitors", "60", "--files", "6", "tree")
        try sandbox.bench("tree", "--monitors", "60", "--files", "6", "changed", "--changed", "50")
        let difference = try sandbox.shell("diff -r tree changed | grep -c '^>'")
        #expect(difference.output == "3\n")
    }

    @Test func theBareScanReadsEveryFile() throws {
        let sandbox = try Sandbox()
        try sandbox.bench("tree", "--monitors", "60", "--files", "6", "tree")
        let scan = try sandbox.bench("scan", "tree")
        #expect(scan.output.hasPrefix("7 files, "), "\(scan)")
    }
}

extension Sandbox {
    /// Runs the program that measures; it has to succeed.
    @discardableResult
    fileprivate func bench(_ arguments: String...) throws -> Outcome {
        let outcome = try Job(Binary.benchPath, arguments, in: self).wait()
        try #require(outcome.status == 0, "\(outcome)")
        return outcome
    }
}
