import UpkeepEngine
import UpkeepSource

// All wording of the kinds: what can be wrong with one resource, or with several of a kind together.

extension DiagnosticCode {
    static let invalidTarget = DiagnosticCode(
        "invalid-target",
        "What a monitor watches has to fit its type: a web address for `site` and `api`, a host name for `dns`, nothing "
            + "for `heartbeat`, which is called by what it watches."
    )
    static let updatesOutOfOrder = DiagnosticCode(
        "updates-out-of-order",
        "Updates are a log: the oldest first, new ones at the end."
    )
    static let publishedUpdateChanged = DiagnosticCode(
        "published-update-changed",
        "Visitors and subscribers have read the update as it was. Append a new one that corrects it."
    )
    static let endNotAfterStart = DiagnosticCode(
        "end-not-after-start",
        "A period has to end after it begins."
    )
    static let repeatMismatch = DiagnosticCode(
        "repeat-mismatch",
        "`start_at` is the first occurrence, so it has to fall on a day that `repeat` names (RFC 5545, section 3.8.5.3)."
    )
    static let maintenanceOverlap = DiagnosticCode(
        "maintenance-overlap",
        "Two maintenances of the same component or monitor at the same time are usually one team not knowing of the "
            + "other. `allow_overlap: true` on one of them says that it is meant."
    )
    static let maintenanceOver = DiagnosticCode(
        "maintenance-over",
        "The window has ended before the maintenance is created, so nobody will be told of it."
    )
    static let shortNotice = DiagnosticCode(
        "short-notice",
        "`workspace.maintenance_notice` says how long before its start a maintenance has to be applied. "
            + "`emergency: true` on the maintenance lifts the rule."
    )
    static let maintenanceInFreeze = DiagnosticCode(
        "maintenance-in-freeze",
        "`workspace.freezes` declares periods without maintenances. `emergency: true` on the maintenance lifts the rule."
    )
    static let reservedPage = DiagnosticCode(
        "reserved-page",
        "The id of a status page is its address, and the server has some addresses for itself."
    )
    static let lowContrast = DiagnosticCode(
        "low-contrast",
        "Links in the accent colour have to be readable for everybody: a contrast of 4.5 to what they stand on (WCAG 2.2, "
            + "success criterion 1.4.3)."
    )

    /// All codes of the kinds, for `explain`.
    package static let kindCodes: [DiagnosticCode] =
        [
            .invalidTarget, .updatesOutOfOrder,
            .publishedUpdateChanged,
            .endNotAfterStart, .repeatMismatch, .maintenanceOverlap, .maintenanceOver, .shortNotice,
            .maintenanceInFreeze, .reservedPage, .lowContrast,
        ] + keyCodes
}

extension Diagnostic {
    static func targetOfHeartbeat(at node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .invalidTarget,
            "a heartbeat has no target",
            at: node,
            help: "remove it; what is watched calls in by itself"
        )
    }

    static func targetMissing(_ type: MonitorType, at node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .invalidTarget,
            "a monitor of type \(type.rawValue) needs a target",
            at: node,
            help: type == .dns ? "add target: with a host name" : "add target: with a web address"
        )
    }

    static func wrongTarget(
        _ type: MonitorType,
        _ wanted: String,
        _ problem: String,
        at node: Node
    ) -> Diagnostic {
        Diagnostic(
            .error,
            .invalidTarget,
            "\"\(node.text.printable)\" is not \(wanted): \(problem)",
            at: node,
            help: "the target of a monitor of type \(type.rawValue) is \(wanted)"
        )
    }

    static func updatesOutOfOrder(_ earlier: Instant, _ later: Instant, at node: Node) -> Diagnostic
    {
        Diagnostic(
            .error,
            .updatesOutOfOrder,
            "the update of \(later) stands behind the one of \(earlier)",
            at: node,
            help: "order them by their times, the oldest first"
        )
    }

    static func publishedUpdateChanged(_ at: Instant, at node: Node) -> Diagnostic {
        Diagnostic(
            .warning,
            .publishedUpdateChanged,
            "the published update of \(at) is changed or removed",
            at: node,
            help: "leave it and append a new one, unless it must not be read any more"
        )
    }

    static func endNotAfterStart(_ what: String, at node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .endNotAfterStart,
            "the \(what) does not end after it begins",
            at: node,
            help: "write a later end, or an earlier start"
        )
    }

    static func reservedPage(_ id: String, at node: Node) -> Diagnostic {
        Diagnostic(
            .error,
            .reservedPage,
            "/\(id) is an address of the server itself",
            at: node,
            help: "give the page another id, such as \(id)-status"
        )
    }

    static func lowContrast(_ accent: Colour, _ better: Colour, at node: Node) -> Diagnostic {
        let contrast = Int(accent.contrast(to: Branding.lightSurface) * 10)
        return Diagnostic(
            .error,
            .lowContrast,
            "\(accent) has a contrast of \(contrast / 10).\(contrast % 10) to the page; links need 4.5 to be readable",
            at: node,
            help: "take a darker tone, such as \(better)"
        )
    }
}
