import Synchronization

/// How many connections there are, and on how many of them something is being answered.
final class ConnectionCounts: Sendable {
    private struct Open: Sendable {
        var total = 0
        var byAddress: [IPAddress: Int] = [:]
    }

    private let open = Mutex(Open())
    private let answering = Atomic(0)
    private let options: ServerOptions

    init(_ options: ServerOptions) {
        self.options = options
    }

    var total: Int { open.withLock { $0.total } }

    /// Counts a connection; false, and uncounted, when there are too many.
    func enter(from address: IPAddress?) -> Bool {
        let isTrusted = isTrusted(address)
        return open.withLock { open in
            guard open.total < options.connections else { return false }
            if let key = address?.limitKey, !isTrusted {
                let count = open.byAddress[key] ?? 0
                guard count < options.connectionsPerAddress else { return false }
                open.byAddress[key] = count + 1
            }
            open.total += 1
            return true
        }
    }

    func leave(from address: IPAddress?) {
        let isTrusted = isTrusted(address)
        open.withLock { open in
            open.total -= 1
            guard let key = address?.limitKey, !isTrusted else { return }
            let count = (open.byAddress[key] ?? 1) - 1
            open.byAddress[key] = count == 0 ? nil : count
        }
    }

    private func isTrusted(_ address: IPAddress?) -> Bool {
        guard let address else { return false }
        return options.trustedProxies.contains { $0.contains(address) }
    }

    /// Counts a connection on which something is being answered; false, and uncounted, when there are too many.
    ///
    /// Each counts once, however much it has asked for: nobody gets the share of others by asking faster.
    func beginAnswer() -> Bool {
        let count = answering.wrappingAdd(1, ordering: .relaxed).newValue
        if count <= options.requestsInFlight { return true }
        answering.wrappingSubtract(1, ordering: .relaxed)
        return false
    }

    func endAnswer() { answering.wrappingSubtract(1, ordering: .relaxed) }
}
