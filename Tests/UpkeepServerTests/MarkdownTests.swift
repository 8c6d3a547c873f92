import TestSupport
import Testing

/// Markdown in, HTML out, as the page of an incident has it.
@Suite("A message")
struct MarkdownTests {
    private func html(_ message: String) async throws -> String? {
        let server = try await PageSite.server(
            PageSite.yaml("", PageSite.incident(message))
        )
        return try server.connect().get("/acme/incidents/1", "Accept: */*").part(
            from: "<div class=\"message\">",
            to: "</div>"
        )
    }

    @Test(
        "has a part of Markdown",
        arguments: [
            ("One", "<p>One</p>"),
            ("One\nline", "<p>One\nline</p>"),
            ("One  \nline", "<p>One<br>\nline</p>"),
            ("One\\\nline", "<p>One<br>line</p>"),
            ("One\n\nTwo", "<p>One</p><p>Two</p>"),
            ("A **b** c", "<p>A <strong>b</strong> c</p>"),
            ("A *b* _c_", "<p>A <em>b</em> <em>c</em></p>"),
            ("A **b *c***", "<p>A <strong>b <em>c</em></strong></p>"),
            ("A `b*c*` d", "<p>A <code>b*c*</code> d</p>"),
            ("- a\n- b\n  c", "<ul><li>a</li><li>b\nc</li></ul>"),
            ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
            ("Now:\n- a", "<p>Now:</p><ul><li>a</li></ul>"),
            (
                "See:\n```sh\n  a <b>\n\n- c\n```\nd",
                "<p>See:</p><pre tabindex=\"0\"><code>  a &lt;b&gt;\n\n- c</code></pre><p>d</p>"
            ),
            (
                "[w](https://x.example/F_(b))",
                "<p><a rel=\"nofollow\" href=\"https://x.example/F_(b)\">w</a></p>"
            ),
            ("# Heading", "<p>Heading</p>"),
            (
                "[a *b*](https://x.example/?a=1&b=2)",
                "<p><a rel=\"nofollow\" href=\"https://x.example/?a=1&amp;b=2\">a <em>b</em></a></p>"
            ),
            (
                "[m](mailto:a@x.example)",
                "<p><a rel=\"nofollow\" href=\"mailto:a@x.example\">m</a></p>"
            ),
            (
                "(see https://x.example/a_b_c).",
                "<p>(see <a rel=\"nofollow\" href=\"https://x.example/a_b_c\">https://x.example/a_b_c</a>).</p>"
            ),
        ]
    )
    func markdown(message: String, expected: String) async throws {
        #expect(try await html(message) == expected)
    }

    @Test(
        "is text where it is nothing else",
        arguments: [
            ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
            ("snake_case_name", "<p>snake_case_name</p>"),
            ("**open", "<p>**open</p>"),
            ("\\*no\\*", "<p>*no*</p>"),
            ("`open", "<p>`open</p>"),
            ("[a]", "<p>[a]</p>"),
            ("[a](b", "<p>[a](b</p>"),
            (
                "![a](https://x.example)",
                "<p>!<a rel=\"nofollow\" href=\"https://x.example\">a</a></p>"
            ),
            ("https://", "<p>https://</p>"),
            ("a\\\\b", "<p>a\\b</p>"),
        ]
    )
    func text(message: String, expected: String) async throws {
        #expect(try await html(message) == expected)
    }

    @Test(
        "is escaped first, whatever it tries",
        arguments: [
            ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
            ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>"),
            ("[a](JAVASCRIPT:x)", "<p>[a](JAVASCRIPT:x)</p>"),
            ("[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>"),
            ("[a](//x.example)", "<p>[a](//x.example)</p>"),
            (
                "[a](https://x\"onclick=\"y)",
                "<p>[a](<a rel=\"nofollow\" href=\"https://x\">https://x</a>&quot;onclick=&quot;y)</p>"
            ),
            (
                "`<b>` **<i>**",
                "<p><code>&lt;b&gt;</code> <strong>&lt;i&gt;</strong></p>"
            ),
            // A mark that combines with a quotation mark.
            ("\"\u{301}<\u{301}b", "<p>&quot;\u{301}&lt;\u{301}b</p>"),
            ("&amp; &#60;", "<p>&amp;amp; &amp;#60;</p>"),
        ]
    )
    func escaped(message: String, expected: String) async throws {
        #expect(try await html(message) == expected)
    }

    @Test("of the largest size is told at once, however often something begins in it")
    func large() async throws {
        for piece in ["*a ", "[", "[a](", "**", "`", "_a", "https://a ", "http://", "\\"] {
            let message = String(repeating: piece, count: 9_000 / piece.utf8.count) + "x"
            #expect(try await html(message)?.contains("x") == true, "\(piece)")
        }
    }
}
