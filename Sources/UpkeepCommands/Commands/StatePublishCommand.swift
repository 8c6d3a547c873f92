import ArgumentParser
import UpkeepEngine
import UpkeepKinds
import UpkeepSource
import UpkeepStore

struct StatePublishCommand: ExemplaryCommand {
    static let example = "upkeep state publish public/state.json"
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract:
            "Write a copy of the state that pipelines can plan against, without hashes of keys and sealed keys.",
        discussion: """
            A plan against the copy has the digest of a plan against the state itself. Nothing can be applied to it. \
            `upkeep serve --publish-state` offers the same copy at /state.json, always of the newest state.
            """
    )

    @OptionGroup var state: StateOptions

    @Argument(
        help: "The file to write, in the place of one that is there; - for standard output.",
        completion: .file()
    )
    var file: String

    func validate() throws {
        if file.isEmpty { throw ValidationError("publish takes the name of a file.") }
    }

    func run() throws {
        let store = state.store()
        let state = try StateInput.load(store)
        try store.requireOriginal(state)
        let bytes = StateCoding.published(state)
        if file == "-" { return try StandardStream.output.write(bytes) }
        if store.isOwn(file) {
            throw ValidationError(
                "A published copy does not belong beside the state: write it to another folder."
            )
        }
        try NewFiles.replace(file, with: String(decoding: bytes, as: UTF8.self))
        try Console().write("Published serial \(state.serial) to \(file.printable).\n")
    }
}

extension StateCoding {
    /// The file of the copy of a state that can be given away.
    static func published(_ state: State) -> [UInt8] {
        encode(state.published(digest: digest(of: state)))
    }
}
