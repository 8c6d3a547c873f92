import ArgumentParser
import UpkeepEngine
import UpkeepKinds

extension Instant {
    /// Reads an option's value, or says why it is none.
    static func argument(_ text: String) throws -> Instant {
        guard let instant = Instant(rfc3339: text) else {
            throw ValidationError("Write a time with an offset: 2026-12-04T22:00:00Z")
        }
        return instant
    }
}

extension Seconds {
    /// Reads an option's value, or says why it is none.
    static func argument(_ text: String) throws -> Seconds {
        guard let duration = try? Seconds(parsing: text) else {
            throw ValidationError("Write numbers with units, the largest first: 30s, 5m, 1h30m")
        }
        return duration
    }
}

extension ResourceID: ExpressibleByArgument {
    package init?(argument: String) {
        guard let id = ResourceID(argument), Label.isID(id.id),
            let kind = KindArgument(argument: id.kind)?.kind
        else { return nil }
        self.init(kind: kind.name.word, id: id.id)
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

    init?(argument: String) {
        if let kind = KindArgument(argument: argument) {
            self = .kind(kind.kind.name.word)
        } else if let id = ResourceID(argument: argument) {
            self = .resource(id)
        } else {
            return nil
        }
    }

    /// The argument as it can be written again.
    var text: String {
        switch self {
        case .kind(let kind): kind
        case .resource(let id): id.description
        }
    }
}

extension Selection {
    /// What several arguments select together; everything when there are none.
    init(_ arguments: [SelectionArgument]) {
        self.init()
        for argument in arguments {
            switch argument {
            case .kind(let kind): kinds.insert(kind)
            case .resource(let id): resources.insert(id)
            }
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
