import Foundation
import Testing

/// A folder of a test's own, where its manifests stand and the program runs; it goes with the test.
final class Sandbox: Sendable {
    let path: String

    init() throws {
        path = Self.newPath("sandbox")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// A folder with files, by their names.
    convenience init(_ files: [String: String]) throws {
        try self.init()
        for (name, text) in files { try write(text, to: name) }
    }

    /// A path below the system's temporary folder that nothing has yet.
    static func newPath(_ purpose: String) -> String {
        let name = "upkeep-\(purpose)-\(UUID().uuidString)"
        return FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    subscript(name: String) -> String { "\(path)/\(name)" }
}

// MARK: Running

extension Sandbox {
    /// Runs the program to its end.
    func upkeep(
        _ arguments: String...,
        variables: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Outcome {
        try start(arguments, variables: variables).wait(sourceLocation: sourceLocation)
    }

    /// Starts the program.
    func start(_ arguments: [String], variables: [String: String] = [:]) throws -> Job {
        try Job(Binary.path, arguments, in: self, variables: variables)
    }

    /// Runs a line of the shell, in which `$UPKEEP` is the program.
    @discardableResult
    func shell(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Outcome
    {
        try Job("/bin/sh", ["-c", line], in: self, variables: ["UPKEEP": Binary.path])
            .wait(sourceLocation: sourceLocation)
    }

    /// Applies what stands here, which has to succeed.
    func apply(
        _ arguments: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let outcome = try start(["apply", "--at", Sample.now] + arguments).wait()
        try #require(outcome.status == 0, "\(outcome)", sourceLocation: sourceLocation)
    }
}

// MARK: Files

extension Sandbox {
    func write(_ text: String, to name: String) throws {
        try write(Array(text.utf8), to: name)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        let url = URL(fileURLWithPath: self[name])
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: url)
    }

    func bytes(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(fileURLWithPath: self[name])))
    }

    func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: self[name]) }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self[name]) }

    /// The names in a folder, those that begin with a dot included.
    func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: self[folder]).sorted()
    }

    /// The permission bits.
    func mode(_ name: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: self[name])
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }

    /// Every file and folder with its inode, size and times of change, to see that nothing was touched.
    func listing() throws -> String {
        try shell("find . -printf '%p %y %i %s %T@ %C@\\n' | sort").output
    }
}

// MARK: State

extension Sandbox {
    /// The state beside the manifests.
    static let state = ".upkeep/state.json"

    /// The serial that `state show` tells; nil when it tells none.
    func serial() throws -> Int? {
        let outcome = try upkeep("state", "show", "--format", "json")
        return try JSON.object(outcome.output)["serial"] as? Int
    }

    /// The public id of every resource, by kind and id.
    func publicIDs() throws -> [String: String] {
        let lines = try upkeep("state", "list").output.split(separator: "\n")
        return Dictionary(
            uniqueKeysWithValues: lines.map { line in
                let words = line.split(separator: " ")
                return (String(words[0]), String(words[1]))
            }
        )
    }

    /// Changes a byte in the middle of a file, so that what it says is no longer what was written.
    func damage(_ name: String) throws {
        var bytes = try bytes(name)
        bytes[bytes.count / 2] ^= 1
        try shell("chmod u+w '\(self[name])'")
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: self[name]))
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
    }
}
