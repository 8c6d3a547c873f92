import TestSupport
import Testing
import UpkeepKinds

@Suite("A status page")
struct StatusPageTests {
    private func page(_ fields: String) -> String {
        "status_pages: {acme: {name: Acme, components: {api: {name: API}}, \(fields)}}"
    }

    @Test("has an accent that can be read, and names a tone that can")
    func contrast() {
        check(page("branding: {accent: \"#0f766e\"}"))
        check(
            page("branding: {accent: 1️⃣\"#7dd3fc\"}"),
            Expected("1️⃣", "low-contrast", "#7dd3fc has a contrast of 1.5")
        )
        check(
            page("branding: {accent: 1️⃣red}"),
            Expected("1️⃣", "wrong-length")
        )
        check(
            page("branding: {accent: 1️⃣\"#0f766\\u0661\"}"),
            Expected("1️⃣", "invalid-value")
        )
    }

    @Test("has a logo from the web, or one of its own")
    func logo() {
        check(page("branding: {logo: https://acme.example/logo.svg}"))
        check(page("branding: {logo: \"data:image/svg+xml;base64,PHN2Zy8+\"}"))
        for wrong in [
            "http://acme.example/logo.svg", "data:text/html;base64,PHN2Zy8+",
            "data:image/png;base64,PHN2Zy8", "data:image/png;base64,P===", "data:image/png,abcd",
            "data:image/png;base64,====", "javascript:alert(1)", "logo.svg",
        ] {
            check(page("branding: {logo: 1️⃣\"\(wrong)\"}"), Expected("1️⃣", "invalid-value"))
        }
        let long = String(repeating: "A", count: 49_153)
        check(page("branding: {logo: 1️⃣\"\(long)\"}"), Expected("1️⃣", "wrong-length"))
    }

    @Test("has links of three schemes at its end, at most ten")
    func footer() {
        check(page("branding: {footer: [{label: A, url: \"mailto:a@acme.example\"}]}"))
        for wrong in [
            "javascript:alert(1)", "mailto:somebody", "mailto:a@b c", "data:text/html,x",
            "//acme.example",
        ] {
            check(
                page("branding: {footer: [{label: A, url: 1️⃣\"\(wrong)\"}]}"),
                Expected("1️⃣", "invalid-value")
            )
        }
        let link = "{label: A, url: https://acme.example}"
        let links = Array(repeating: link, count: 11).joined(separator: ", ")
        check(page("branding: {footer: 1️⃣[\(links)]}"), Expected("1️⃣", "wrong-count"))
    }

    @Test("is framed by web sites only, whatever would end the list of them")
    func embedders() {
        check(page("embedders: [https://acme.example, \"http://localhost:3000\"]"))
        for wrong in [
            "https://acme.example/", "https://acme.example; script-src *", "acme.example/xx",
            "https://*", "https://a,b", "file:///etc",
        ] {
            check(page("embedders: [1️⃣\"\(wrong)\"]"), Expected("1️⃣", "invalid-value"))
        }
        let many = (1...21).map { "https://a\($0).example" }.joined(separator: ", ")
        check(page("embedders: 1️⃣[\(many)]"), Expected("1️⃣", "wrong-count"))
    }

    @Test("has no address of the server", arguments: StatusPage.reservedIDs.sorted())
    func reserved(id: String) {
        check(
            "status_pages: {\(id): 1️⃣{name: Acme}}",
            Expected("1️⃣", "reserved-page", "/\(id) is an address of the server")
        )
    }

    @Test("says that it looks another way")
    func effects() {
        var state = TestState()
        state.apply(page("time_zone: UTC"))
        let plan = state.plan(page("branding: {accent: \"#0f766e\"}"))
        #expect(plan.outline.first?.hasSuffix("visitors see: a new look") == true)
    }
}

@Suite("A colour")
struct ColourTests {
    @Test("has the contrasts that WCAG gives")
    func contrast() throws {
        let black = try #require(Colour("#000000"))
        #expect(abs(Colour.white.contrast(to: black) - 21) < 0.000_001)
        #expect(Colour.white.contrast(to: .white) == 1)
        // Figures of the WebAIM contrast checker.
        let gray = try #require(Colour("#767676"))
        #expect(abs(gray.contrast(to: .white) - 4.54) < 0.01)
        let blue = try #require(Colour("#0000FF"))
        #expect(abs(blue.contrast(to: .white) - 8.59) < 0.01)
        let teal = try #require(Colour("#0f766e"))
        #expect(abs(teal.contrast(to: .white) - 5.47) < 0.01)
    }

    @Test("is toned until it can be read")
    func tone() throws {
        let pale = try #require(Colour("#7dd3fc"))
        let black = Colour(red: 0, green: 0, blue: 0)
        let better = pale.toned(towards: black, untilContrast: 4.5, to: .white)
        #expect(better.contrast(to: .white) >= 4.5)
        #expect(better.contrast(to: .white) < 4.8)
        #expect(pale.toned(towards: black, untilContrast: 1, to: .white) == pale)
    }
}
