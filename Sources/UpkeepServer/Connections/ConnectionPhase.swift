/// What a connection is waiting for.
enum ConnectionPhase: String, CaseIterable, Sendable {
    /// The next request.
    case idle
    /// The rest of a request's header.
    case head
    /// The caller, who has not taken the answer yet.
    case answer
    /// The caller, who is still sending to a connection that has been ended.
    case end
}
