import ArgumentParser
import UpkeepEngine
import UpkeepKinds

extension Instant: ExpressibleByArgument {
    package init?(argument: String) { self.init(rfc3339: argument) }
}

extension Seconds: ExpressibleByArgument {
    package init?(argument: String) {
        guard let duration = try? Seconds(parsing: argument) else { return nil }
        self = duration
    }
}

extension ResourceID: ExpressibleByArgument {
    package init?(argument: String) {
        guard let id = ResourceID(argument), KindArgument(argument: id.kind) != nil else {
            return nil
        }
        self = id
    }
}

/// A kind by its name or the name of its section.
struct KindArgument: ExpressibleByArgument {
    let kind: Kind

    init?(argument: String) {
        let found = Kind.all.first { $0.name.word == argument || $0.name.section == argument }
        guard let found else { return nil }
        kind = found
    }

    static var allValueStrings: [String] { Kind.all.map(\.name.word) }
}

/// A kind, or one resource of it.
enum SelectionArgument: ExpressibleByArgument {
    case kind(String)
    case resource(ResourceID)

    /// The argument as it was written.
    var text: String {
        switch self {
        case .kind(let kind): kind
        case .resource(let id): id.description
        }
    }

    init?(argument: String) {
        if let kind = KindArgument(argument: argument) {
            self = .kind(kind.kind.name.word)
        } else if let id = ResourceID(argument: argument) {
            self = .resource(id)
        } else {
            return nil
        }
    }
}

/// The form of the result on standard output.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
    case markdown
}

/// The form of a result that is a list or a record.
enum DataFormat: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
}
