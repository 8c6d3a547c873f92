import Mustache

/// The documents, with holes in them: the files of the folder `Templates`.
enum Templates {
    /// How text is escaped in every template.
    private struct Escaping: MustacheContentType {
        func escapeText(_ text: String) -> String { Markup.escaped(text) }
    }

    private static let library: MustacheLibrary = {
        MustacheContentTypes.register(Escaping(), named: "MARKUP")
        let files: [String: [UInt8]] = [
            "atom": PackageResources.atom_mustache,
            "console": PackageResources.console_mustache,
            "docs": PackageResources.docs_mustache,
            "event": PackageResources.event_mustache,
            "history": PackageResources.history_mustache,
            "incident": PackageResources.incident_mustache,
            "incident-page": PackageResources.incident_page_mustache,
            "index": PackageResources.index_mustache,
            "layout": PackageResources.layout_mustache,
            "maintenance": PackageResources.maintenance_mustache,
            "refusal": PackageResources.refusal_mustache,
            "rss": PackageResources.rss_mustache,
            "status": PackageResources.status_mustache,
            "update": PackageResources.update_mustache,
        ]
        return MustacheLibrary(
            templates: files.mapValues { bytes in
                // The library's own escaping goes by characters, and so overlooks a quotation mark with an accent.
                let text = "{{% CONTENT_TYPE:MARKUP}}" + String(decoding: bytes, as: UTF8.self)
                do {
                    return try MustacheTemplate(string: text)
                } catch {
                    preconditionFailure("a template cannot be read: \(error)")
                }
            }
        )
    }()

    static func render(_ name: String, _ data: PageData) -> String {
        guard let text = library.render(data, withTemplate: name) else {
            preconditionFailure("there is no template \(name)")
        }
        return text
    }
}
