import UpkeepEngine
import UpkeepKinds

/// Something that can be asked for.
///
/// The router, the OpenAPI document and the tests are made from the list of all. A class, because every request gets one.
final class Route: Sendable {
    /// Who may ask.
    enum Access: Sendable {
        /// Everybody, also pages of other origins.
        case everyone(Caching)
        /// Whoever has a key with a scope; nil for any valid key.
        case key(Scope?)
        /// Whoever has a key with full access, which browsers may send as a password. Nobody has one where the plan has no keys,
        /// and then everybody is told just that.
        case console
    }

    /// What an answer without a refusal is.
    enum Shape: Sendable {
        case json(Schema)
        case text(MediaType)
    }

    /// What an answer depends on beside the state, the clock, the path and the parameters.
    enum Dependence: Sendable {
        case nothing
        /// The host that is asked for.
        case host
        /// The key that asks.
        case key
    }

    let path: PathPattern
    /// Its name in the OpenAPI document.
    let name: String
    let about: String
    let access: Access
    let parameters: [ParameterDescription]
    let shape: Shape
    /// The routes that its elements lead to, by name, and the variable that the element's id stands for there.
    let leadsTo: [String: String]
    let dependence: Dependence
    let content: @Sendable (Call, inout Moment) throws(Refusal) -> Content

    init(
        _ path: String,
        _ name: String,
        _ about: String,
        _ access: Access,
        parameters: [ParameterDescription] = [],
        _ shape: Shape,
        leadsTo: [String: String] = [:],
        dependsOn dependence: Dependence = .nothing,
        content: @escaping @Sendable (Call, inout Moment) throws(Refusal) -> Content
    ) {
        self.path = PathPattern(path)
        self.name = name
        self.about = about
        self.access = access
        self.parameters = parameters
        self.shape = shape
        self.leadsTo = leadsTo
        self.dependence = dependence
        self.content = content
    }
}

extension Route {
    /// What pages of other origins may read beside the body.
    static let exposedFields =
        "ETag, Retry-After, X-Request-ID, X-Upkeep-Serial, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"

    private static let everyone = [
        (name: "Access-Control-Allow-Origin", value: "*"),
        (name: "Access-Control-Expose-Headers", value: exposedFields),
    ]

    /// Whether everybody may ask.
    var isOpen: Bool {
        if case .everyone = access { return true }
        return false
    }

    /// The parameters that it takes, those of all public routes included.
    var allParameters: [ParameterDescription] {
        isOpen ? parameters + [Parameter.formerSerial.description] : parameters
    }

    /// What lets pages of any origin read the answer.
    var openFields: [(name: String, value: String)] { isOpen ? Self.everyone : [] }

    var caching: Caching {
        if case .everyone(let caching) = access { return caching }
        return .none
    }

    /// Whether a parameter that the route does not have is a mistake.
    ///
    /// Public addresses are put together by tools that add
    /// parameters of their own.
    var refusesUnknownParameters: Bool { !isOpen }
}

/// A request that has come to the route which answers it.
struct Call: Sendable {
    let site: Site
    /// What stands in the place of the path's variables, in their order.
    let variables: [String]
    let query: Query
    /// The host that was asked for, in lower case and without a port; empty where none was named.
    let host: String
    /// Whose key it is; nil on routes for everyone.
    let key: KeyRing.Entry?
    /// How many segments the path has.
    let depth: Int
    /// When a key was used last, by the id that logs have.
    let lastUse: @Sendable (String) -> Instant?

    /// What a parameter is given as, or its default.
    func value<Value>(_ parameter: Parameter<Value>) throws(Refusal) -> Value {
        let text = query[parameter.name]
        if text == nil, parameter.isRequired {
            throw .parameter(parameter.name, "is needed: it \(parameter.requirement)")
        }
        guard let value = parameter.read(text) else {
            throw .parameter(parameter.name, parameter.requirement)
        }
        return value
    }
}

/// A path with variables: `/user/api/v1/monitors/{id}`.
struct PathPattern: Sendable {
    enum Segment: Hashable, Sendable {
        case literal(String)
        /// A name, and what stands behind it in the same segment: `{page}.svg`.
        case variable(String, suffix: String)
    }

    let text: String
    let segments: [Segment]

    init(_ text: String) {
        self.text = text
        segments = text.split(separator: "/").map { segment in
            guard segment.hasPrefix("{"), let end = segment.firstIndex(of: "}") else {
                return .literal(String(segment))
            }
            let name = String(segment[segment.index(after: segment.startIndex)..<end])
            return .variable(name, suffix: String(segment[segment.index(after: end)...]))
        }
    }

    var variables: [String] {
        segments.compactMap { segment in
            if case .variable(let name, _) = segment { return name }
            return nil
        }
    }
}
