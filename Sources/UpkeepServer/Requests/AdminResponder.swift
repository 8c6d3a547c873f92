import NIOHTTP1
import UpkeepEngine

/// What operators ask: whether the server lives, whether it is ready, and how it is doing.
///
/// It has a listener of its own, because metrics are nobody else's business.
struct AdminResponder: Responding {
    let source: @Sendable () -> SnapshotReading
    let metrics: PrometheusRegistry

    // The state has been read when metrics are asked for, so that they tell about the newest one.
    func read() -> SnapshotReading { source() }

    func respond(to request: borrowing Responder.Request, from reading: SnapshotReading) -> Response
    {
        let path = request.target.prefix { $0 != "?" }
        let answer: Answer
        switch path {
        case "/healthz": answer = Self.text(.ok, "alive")
        case "/readyz":
            answer =
                reading.isCurrent && reading.snapshot != nil
                ? Self.text(.ok, "ready: serial \(reading.snapshot?.serial ?? 0)")
                : Self.text(.unavailable, "not ready: the state cannot be read")
        case "/metrics":
            answer = Answer(
                body: Array(metrics.text.utf8),
                type: .openMetrics,
                fields: [Caching.none.field],
                hasEntityTag: false
            )
        default: return refusal(.unknownOperatorPath, request)
        }
        guard request.method == .GET || request.method == .HEAD else {
            return refusal(.methodNotAllowed, request)
        }
        if request.fields.hasBody { return refusal(.bodyNotAccepted, request) }
        return Response(answer: answer)
    }

    func refuse(_ refusal: Refusal) -> Response {
        Response(answer: refusal.answer([]), closes: true)
    }

    private func refusal(_ refusal: Refusal, _ request: borrowing Responder.Request) -> Response {
        Response(answer: refusal.answer([]), closes: request.fields.hasBody)
    }

    private static func text(_ status: Status, _ text: String) -> Answer {
        Answer(
            status,
            body: Array("\(text)\n".utf8),
            type: .plainText,
            fields: [Caching.none.field],
            hasEntityTag: false
        )
    }
}
