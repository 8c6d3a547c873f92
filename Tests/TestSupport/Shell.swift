import Foundation

/// Other programs, for tests that hold Upkeep against them.
package enum Shell {
    package struct Failure: Error {
        let command: [String]
        let status: Int32
    }

    /// What a program of the path writes to standard output when it is given bytes.
    package static func output(of command: [String], reading input: [UInt8] = []) throws -> [UInt8]
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        let (reading, writing) = (Pipe(), Pipe())
        process.standardInput = reading
        process.standardOutput = writing
        process.standardError = FileHandle.nullDevice
        try process.run()
        // What is larger than a pipe is read while it is written.
        let feeder = Thread {
            try? reading.fileHandleForWriting.write(contentsOf: Data(input))
            try? reading.fileHandleForWriting.close()
        }
        feeder.start()
        let output = try writing.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(command: command, status: process.terminationStatus)
        }
        return Array(output)
    }
}
