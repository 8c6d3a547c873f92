/// Something that the machine refused, or that it holds and should not.
package struct StoreError: Error, Hashable, Sendable {
    package enum Code: Sendable {
        /// A file-system call failed.
        case io
        /// Another apply holds the lock.
        case locked
        /// A state or plan is damaged, or is not one.
        case corrupt
        /// A state was written by a newer program.
        case newerFormat
        /// Something was to be changed that is only a copy of a state.
        case published
    }

    package let code: Code
    /// The file that it is about.
    package let path: String
    /// What is wrong, in a lower-case fragment.
    package let message: String
    /// What to do.
    package let help: String?
    /// Whether it is only that there is no such file.
    let isMissingFile: Bool

    package init(_ code: Code, _ path: String, _ message: String, help: String? = nil) {
        self.init(code, path, message, help: help, isMissingFile: false)
    }

    init(_ code: Code, _ path: String, _ message: String, help: String? = nil, isMissingFile: Bool)
    {
        self.isMissingFile = isMissingFile
        self.code = code
        self.path = path
        self.message = message
        self.help = help
    }
}

extension StoreError {
    /// The refusal to change what is only a copy.
    static func publishedCopy(_ path: String) -> StoreError {
        StoreError(
            .published,
            path,
            "this is a published copy of a state: it can be planned against, and nothing can be applied to it",
            help: "apply where the state itself is; against a copy use `upkeep reconcile --dry-run`"
        )
    }
}
