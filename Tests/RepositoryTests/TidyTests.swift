import Foundation
import TestSupport
import Testing

/// What the build cannot hold the code to.
@Suite("The code")
struct TidyTests {
    private struct File: CustomStringConvertible {
        let path: String
        let lines: [String]

        var description: String { path }

        /// The target that the file belongs to.
        var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
    }

    private static let files: [File] = files(in: "Sources") + files(in: "Tests")

    private static func files(in folder: String) -> [File] {
        let root = "\(repositoryRoot())/\(folder)"
        var files: [File] = []
        for case let path as String in FileManager.default.enumerator(atPath: root) ?? .init() {
            guard path.hasSuffix(".swift"),
                let text = try? String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
            else { continue }
            files.append(File(path: "\(folder)/\(path)", lines: text.components(separatedBy: "\n")))
        }
        return files.sorted { $0.path < $1.path }
    }

    private static var sources: [File] { files.filter { $0.path.hasPrefix("Sources/") } }

    @Test("is there at all")
    func isRead() { #expect(Self.sources.count > 80) }

    @Test("is in files of at most 400 lines, half of them of at most 120")
    func fileLength() {
        for file in Self.files { #expect(file.lines.count <= 401, "\(file)") }
        let lengths = Self.sources.map(\.lines.count).sorted()
        #expect(lengths[lengths.count / 2] <= 120)
    }

    @Test("is in functions of at most 70 lines")
    func functionLength() {
        for file in Self.sources {
            var starts: [(indent: Int, line: Int)] = []
            for (number, line) in file.lines.enumerated() {
                let indent = line.prefix { $0 == " " }.count
                if line.isEmpty || (line.hasSuffix("}") && line.contains("{")) { continue }
                let words = line.split(separator: " ")
                starts.removeAll { indent < $0.indent }
                if words.contains("func") || words.contains(where: { $0.hasPrefix("init(") }) {
                    // What is still open at this depth was a requirement of a protocol, without a body.
                    starts.removeAll { $0.indent == indent }
                    starts.append((indent, number))
                }
                guard line.dropFirst(indent) == "}", let start = starts.last, start.indent == indent
                else { continue }
                starts.removeLast()
                #expect(number - start.line < 70, "\(file):\(start.line + 1)")
            }
        }
    }

    @Test("has nothing left open, and nothing that gets around the compiler")
    func leftOpen() {
        let forbidden = [
            "TO" + "DO", "FIX" + "ME", "@unchecked " + "Sendable", "nonisolated(" + "unsafe)",
            "try" + "!", "@test" + "able",
        ]
        for file in Self.files {
            for (number, line) in file.lines.enumerated() {
                for word in forbidden where line.contains(word) {
                    Issue.record("\(file):\(number + 1): \(word)")
                }
            }
        }
    }

    @Test("is unsafe only at the borders to C")
    func unsafeTargets() {
        // libyaml; files and signals; the processes that are measured; the bytes of swift-crypto's keys and digests.
        let borders: Set = ["UpkeepYAML", "UpkeepStore", "upkeep-bench"]
        let files = ["Sources/UpkeepKeys/Format/Crypto+Bytes.swift"]
        for file in Self.sources
        where !borders.contains(file.target) && !files.contains(file.path) {
            let lines = file.lines.filter {
                $0.split(separator: " ").contains("unsafe") && !$0.contains("//")
            }
            #expect(lines.isEmpty, "\(file)")
        }
    }

    @Test("imports what its target may, and the pure half neither Foundation nor the C library")
    func imports() {
        let allowed: [String: Set<String>] = [
            "UpkeepSource": [],
            "UpkeepYAML": ["CYAML", "UpkeepSource"],
            "UpkeepEngine": ["UpkeepSource"],
            "UpkeepKeys": ["Crypto"],
            "UpkeepKinds": ["UpkeepEngine", "UpkeepKeys", "UpkeepSource"],
            "UpkeepStore": [
                "Crypto", "Dispatch", "FoundationEssentials", "Glibc", "Subprocess",
                "Synchronization", "UpkeepEngine", "UpkeepSource", "UpkeepYAML",
            ],
            "UpkeepServer": [
                "Crypto", "Logging", "Metrics", "Mustache", "NIOCore", "NIOHTTP1", "NIOPosix",
                "ServiceLifecycle", "Synchronization", "UnixSignals", "UpkeepEngine", "UpkeepKeys",
                "UpkeepKinds",
            ],
            "UpkeepCommands": [
                "ArgumentParser", "FoundationEssentials", "Logging", "Metrics", "NIOCore",
                "NIOPosix", "Synchronization", "UpkeepEngine", "UpkeepKeys", "UpkeepKinds",
                "UpkeepServer", "UpkeepSource", "UpkeepStore", "UpkeepYAML",
            ],
            "upkeep": ["UpkeepCommands"],
            "upkeep-bench": [
                "ArgumentParser", "CBareScan", "FoundationEssentials", "Glibc", "UpkeepSource",
                "UpkeepStore", "UpkeepYAML",
            ],
        ]
        for file in Self.sources {
            let imports = file.lines.filter { $0.hasPrefix("import ") }.map {
                String($0.dropFirst("import ".count))
            }
            let unknown = Set(imports).subtracting(allowed[file.target] ?? [])
            #expect(unknown.isEmpty, "\(file) imports \(unknown.sorted())")
        }
    }

    @Test("has a README of at most 150 lines")
    func readme() throws {
        let text = try String(contentsOfFile: "\(repositoryRoot())/README.md", encoding: .utf8)
        #expect(text.components(separatedBy: "\n").count <= 151)
    }
}
