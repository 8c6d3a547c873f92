import Foundation
import Glibc

/// A folder of a test's own that goes when the test is over.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        let name = "upkeep-test-\(Foundation.UUID().uuidString)"
        path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of something in the folder.
    package subscript(name: String) -> String { "\(path)/\(name)" }

    /// Writes a file, and the folders that it stands in.
    package func write(_ text: String, to name: String) throws {
        try write(Array(text.utf8), to: name)
    }

    package func write(_ bytes: [UInt8], to name: String) throws {
        let url = URL(fileURLWithPath: self[name])
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: url)
    }

    /// Puts a new file in the place of another, as rename(2) does.
    package func replace(_ name: String, with bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: self[name]), options: .atomic)
    }

    package func read(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(fileURLWithPath: self[name])))
    }

    /// The names in the folder, those that begin with a dot included.
    package func names(in name: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: self[name]).sorted()
    }

    package func permissions(of name: String) throws -> UInt32 {
        let attributes = try FileManager.default.attributesOfItem(atPath: self[name])
        return (attributes[.posixPermissions] as? NSNumber)?.uint32Value ?? 0
    }

    package func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: self[name],
            withIntermediateDirectories: true
        )
    }

    package func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: self[name], withDestinationPath: target)
    }

    package func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: self[name])
    }

    /// Makes a pipe with a name, which blocks whoever opens it carelessly.
    package func makeFIFO(_ name: String) throws {
        if unsafe mkfifo(self[name], 0o600) != 0 { throw CocoaError(.fileWriteUnknown) }
    }
}

/// The root of the repository, from where a test's file stands.
package func repositoryRoot(_ file: String = #filePath) -> String {
    var url = URL(fileURLWithPath: file)
    while url.path != "/",
        !FileManager.default.fileExists(atPath: url.appendingPathComponent("Package.swift").path)
    {
        url.deleteLastPathComponent()
    }
    return url.path
}
