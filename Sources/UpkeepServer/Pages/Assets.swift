import Crypto
import UpkeepEngine
import UpkeepKeys

/// The style sheet and the scripts, under names that change with what is in them.
struct Asset: Sendable {
    let name: String
    let content: Content

    private init(_ name: String, _ ending: String, _ type: MediaType, _ bytes: [UInt8]) {
        let hash = Hexadecimal.text(of: SHA256.hash(data: bytes).prefix(6))
        self.name = "\(name)-\(hash).\(ending)"
        content = Content(bytes: bytes, type: type)
    }

    static let style = Asset("style", "css", .css, PackageResources.style_css)
    static let page = Asset("page", "js", .javaScript, PackageResources.page_js)
    static let console = Asset("console", "js", .javaScript, PackageResources.console_js)

    static let all = Dictionary(
        [style, page, console].map { ($0.name, $0) }
    ) { first, _ in first }
}
