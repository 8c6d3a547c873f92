/// A folder that somebody might be made to change, and what is in it.
struct Victim {
    let folder: String
    private let before: String

    init(in parent: String) throws {
        folder = "\(parent)/victim"
        try Files.makeFolder(folder)
        // Longer than any state of these cases, so that one written into it would be torn as well.
        try Files.write(repeatElement(UInt8(ascii: "v"), count: 50_000), to: "\(folder)/file")
        before = try Self.listing(folder)
    }

    /// Everything that was done to it.
    func problems() throws -> [String] {
        let after = try Self.listing(folder)
        return after == before ? [] : ["what a link leads to was changed: \(after)"]
    }

    /// Names, sizes, times and sums; the number of names is what the intruder itself changes.
    private static func listing(_ folder: String) throws -> String {
        let files = try Child.check("find", folder, "-printf", "%p %y %i %s %T@\\n")
        return files + (try Child.check("sha256sum", "\(folder)/file"))
    }
}
