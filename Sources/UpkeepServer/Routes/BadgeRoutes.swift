extension Route {
    /// The status of a page as a picture, for files that others read.
    static let badges: [Route] = [
        Route(
            "/badge/{page}.svg",
            "getBadge",
            "The status of a page as a picture. A page that does not exist has a gray one.",
            .everyone(.shared(seconds: 300)),
            parameters: [style.description, label.description],
            .text(.svg)
        ) { call, moment throws(Refusal) in
            var badge = try badge(call, &moment)
            badge.style = try call.value(style)
            return .text(badge.svg, .svg)
        },
        Route(
            "/badge/{page}.json",
            "getShield",
            "The status of a page for shields.io: https://img.shields.io/endpoint?url=...",
            .everyone(.shared(seconds: 300)),
            parameters: [label.description],
            .json(Badge.shieldSchema)
        ) { call, moment throws(Refusal) in
            .json(try badge(call, &moment).shield)
        },
    ]

    private static func badge(_ call: Call, _ moment: inout Moment) throws(Refusal) -> Badge {
        let page = call.site.page(call.variables[0])
        var badge = Badge(page.map { call.site.status(of: $0, at: &moment).overall })
        badge.label = try call.value(label)
        return badge
    }

    private static let style = Parameter<Badge.Style>.choice(
        "style",
        ["flat": .flat, "flat-square": .flatSquare],
        default: "flat",
        "Round corners or none."
    )

    /// Whatever is asked for: a picture in somebody's file cannot say what is wrong.
    private static let label = Parameter<String>(
        name: "label",
        about:
            "What stands on the left: the first 60 characters, without those that cannot be seen.",
        schema: .text,
        standard: .text("status"),
        requirement: "has to be text",
        isRequired: false
    ) { text in
        let visible = (text ?? "").unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
            // A joiner holds emoji together.
            case .format: scalar.value == 0x200D
            default: scalar.value & 0xFFFE != 0xFFFE
            }
        }
        let label = String(String.UnicodeScalarView(visible.prefix(60)))
        return label.isEmpty ? "status" : label
    }
}
