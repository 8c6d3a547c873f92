import TestSupport
import Testing
import UpkeepEngine

@Suite("The look of a page")
struct BrandingTests {
    private let picture = "data:image/svg+xml;base64,PHN2Zy8+"

    private func server(_ fields: String) async throws -> TestServer {
        try await PageSite.server(PageSite.yaml(fields))
    }

    @Test("has its own colours in the document, with their hash in the policy")
    func accent() async throws {
        let page = try await server("branding: {accent: \"#6d28d9\"}").connect().get("/acme")
        #expect(page.part(from: "<style>", to: "</style>")?.contains("#6d28d9") == true)
        let policy = try #require(page["content-security-policy"])
        let styles = policy.split(separator: "; ").first { $0.hasPrefix("style-src") }
        #expect(styles?.hasPrefix("style-src 'self' 'sha256-") == true)
        let plain = try await server("time_zone: UTC").connect().get("/acme")
        #expect(!plain.text.contains("<style>"))
        #expect(plain["content-security-policy"]?.contains("sha256") == false)
    }

    @Test("serves a logo of its own, in which nothing can run")
    func picture() async throws {
        let server = try await server("branding: {logo: \"\(picture)\"}")
        let page = try server.connect().get("/acme")
        #expect(page.text.contains("<img src=\"./acme/logo\" alt=\"Acme Status\">"))
        let logo = try server.connect().get("/acme/logo")
        #expect(logo["content-type"] == "image/svg+xml; charset=utf-8")
        #expect(logo["content-security-policy"]?.contains("sandbox") == true)
        #expect(logo.text == "<svg/>")
    }

    @Test("lets browsers load a logo from where it is, and from nowhere else")
    func address() async throws {
        let server = try await server("branding: {logo: \"https://CDN.acme.example:8443/a.svg?b\"}")
        let policy = try #require(try server.connect().get("/acme")["content-security-policy"])
        #expect(policy.contains("img-src 'self' data: https://cdn.acme.example:8443;"))
        #expect(try server.connect().get("/acme/logo").status == 404)
    }

    @Test("may be framed by those who are listed")
    func embedders() async throws {
        let fields = "embedders: [https://b.example, \"http://a.example:3000\"]"
        let policy = try await server(fields).connect().get("/acme")["content-security-policy"]
        #expect(
            policy?.hasSuffix("frame-ancestors http://a.example:3000 https://b.example") == true
        )
    }

    @Test("ends with links, and with the commit only where the workspace says so")
    func footer() async throws {
        let link = "branding: {footer: [{label: Help, url: \"mailto:help@acme.example\"}]}"
        let page = try await server(link).connect().get("/acme")
        #expect(page.text.contains("<a href=\"mailto:help@acme.example\">Help</a>"))
        #expect(!page.text.contains("As of commit"))
    }
}
