extension LayoutPair {
    static let all = spaces + levels + comments + scalars + brackets + documents

    private static let spaces = [
        LayoutPair("one space behind a colon", "a:    1\nb:\t2\n", "a: 1\nb: 2\n"),
        LayoutPair("none before it", "a : 1\n\"b\"   : 2\n", "a: 1\n\"b\": 2\n"),
        LayoutPair("one behind a dash", "-   a\n-  b\n", "- a\n- b\n"),
        LayoutPair("none at the end of a line", "a: 1  \nb:   \n  c: 2\t\n", "a: 1\nb:\n  c: 2\n"),
        LayoutPair("one blank line at most", "a: 1\n\n\n  \nb: 2\n", "a: 1\n\nb: 2\n"),
        LayoutPair("none at the start or the end", "\n\na: 1\n\n\n", "a: 1\n"),
        LayoutPair("a line break at the end", "a: 1", "a: 1\n"),
        LayoutPair("LF, not CR LF", "a: 1\r\nb: |\r\n  c\r\n  d\r\n", "a: 1\nb: |\n  c\n  d\n"),
        LayoutPair("no byte order mark", "\u{FEFF}a:  1\n", "a: 1\n"),
        LayoutPair("nothing of nothing", "\n \n", ""),
        LayoutPair("aliases and anchors", "a:   &x   {b:  1}\nc:  *x\n", "a: &x {b: 1}\nc: *x\n"),
        LayoutPair("a space behind an alias that is a key", "*a  :  b\n", "*a : b\n"),
        LayoutPair(
            "long lines stay long",
            "a:  \(String(repeating: "word ", count: 60))end\n",
            "a: \(String(repeating: "word ", count: 60))end\n"
        ),
    ]

    private static let levels = [
        LayoutPair("two spaces a level", "a:\n    b:\n        c: 1\n", "a:\n  b:\n    c: 1\n"),
        LayoutPair("sequences below their key", "a:\n- b\n- c\nd: 1\n", "a:\n  - b\n  - c\nd: 1\n"),
        LayoutPair(
            "maps in sequences",
            "a:\n-   b: 1\n    c:\n    - d\n-\n    e: 2\n",
            "a:\n  - b: 1\n    c:\n      - d\n  -\n    e: 2\n"
        ),
        LayoutPair("sequences in sequences", "-   - a\n    - b\n- - c\n", "- - a\n  - b\n- - c\n"),
        LayoutPair("a value in a line of its own", "a:\n     b\n", "a:\n  b\n"),
        LayoutPair(
            "an anchor in a line of its own",
            "a:\n    &x\n    b: 1\nc: &y\n- d\n",
            "a:\n  &x\n  b: 1\nc: &y\n  - d\n"
        ),
        LayoutPair("a document that is indented", "   a: 1\n   b: 2\n", "a: 1\nb: 2\n"),
        LayoutPair(
            "explicit keys",
            "?   a\n:   b\n?\n    c\n:\n    - d\n",
            "? a\n: b\n?\n  c\n:\n  - d\n"
        ),
        LayoutPair(
            "letters that are longer than a byte",
            "ä:\n    - é: ü\n      ö: 1\n",
            "ä:\n  - é: ü\n    ö: 1\n"
        ),
    ]

    private static let comments = [
        LayoutPair(
            "one space before a comment",
            "a: 1      # b\nc: #   d\n  e: 1\n",
            "a: 1 # b\nc: #   d\n  e: 1\n"
        ),
        LayoutPair(
            "as what it stands above",
            "a:\n# b\n    c: 1\n      # d\n    e: 2\n",
            "a:\n  # b\n  c: 1\n  # d\n  e: 2\n"
        ),
        LayoutPair(
            "as a collection that has ended, while it is indented for it",
            "a:\n    b:\n        c: 1\n        # d: 2\n    # e: 3\n# f\ng: 4\n",
            "a:\n  b:\n    c: 1\n    # d: 2\n  # e: 3\n# f\ng: 4\n"
        ),
        LayoutPair("at the end", "a:\n    b: 1\n    # c\n# d\n", "a:\n  b: 1\n  # c\n# d\n"),
        LayoutPair(
            "behind a block scalar",
            "a:\n    b: |\n        c\n      # d\n    e: 1\n",
            "a:\n  b: |\n    c\n  # d\n  e: 1\n"
        ),
        LayoutPair(
            "in the first line",
            "# yaml-language-server: $schema=x\n\na: 1\n",
            "# yaml-language-server: $schema=x\n\na: 1\n"
        ),
        LayoutPair("alone", "\n  # a  \n\n\n # b\n", "# a\n\n# b\n"),
        LayoutPair("their own space", "#a\n#   b\na: 1 #c\n", "#a\n#   b\na: 1 #c\n"),
        LayoutPair(
            "in brackets",
            "a: [  # b\n # c\n      d, # e\n ]\n",
            "a: [ # b\n  # c\n  d, # e\n]\n"
        ),
        LayoutPair(
            "behind a document's mark",
            "---   # a\nb: 1\n...   # c\n",
            "--- # a\nb: 1\n... # c\n"
        ),
    ]

    private static let scalars = [
        LayoutPair("quotes as they are", "a:  'b'\nc:  \"d  e\"\n", "a: 'b'\nc: \"d  e\"\n"),
        LayoutPair(
            "lines of text below their key",
            "a: b\n      c\n\n\n      d\ne: 1\n",
            "a: b\n  c\n\n\n  d\ne: 1\n"
        ),
        LayoutPair(
            "lines in quotes, whose ends stay",
            "a:\n    b: \"c \n          d\\\n       \\  e\n\n   \n          f\"\n",
            "a:\n  b: \"c \n    d\\\n    \\  e\n\n\n    f\"\n"
        ),
        LayoutPair(
            "block scalars",
            "a: |\n      b\n        c  \n\n      d\n",
            "a: |\n  b\n    c  \n\n  d\n"
        ),
        LayoutPair("with a comment", "a: >-    # b\n      c\n", "a: >- # b\n  c\n"),
        LayoutPair(
            "with a number for their depth",
            "a:\n    b: |4-\n          c\n        d\n",
            "a:\n  b: |2-\n      c\n    d\n"
        ),
        LayoutPair(
            "with blank lines that count",
            "a: |+\n    b\n\n\n\nc: 1\n",
            "a: |+\n  b\n\n\n\nc: 1\n"
        ),
        LayoutPair(
            "with blank lines that do not",
            "a: |\n    b\n\n\n\nc: 1\n",
            "a: |\n  b\n\nc: 1\n"
        ),
        LayoutPair(
            "in sequences",
            "a:\n- |\n b\n-   >\n       c\n",
            "a:\n  - |\n    b\n  - >\n    c\n"
        ),
        LayoutPair("that the file cuts off", "a: |\n   b", "a: |-\n  b\n"),
        LayoutPair(
            "with nothing in them",
            "a: |\n\n\nb: >+\n\n\nc: 1\n",
            "a: |\n\nb: >+\n\n\nc: 1\n"
        ),
        LayoutPair(
            "as documents",
            "--- |\n    a\n    ---\n--- >2\n   b\n",
            "--- |\n  a\n  ---\n--- >2\n   b\n"
        ),
        LayoutPair("what looks like a comment", "a: |\n    # b\n    c\n", "a: |\n  # b\n  c\n"),
    ]

    private static let brackets = [
        LayoutPair("one space behind a comma", "a: [ b,c ,  d ]\n", "a: [b, c, d]\n"),
        LayoutPair("maps", "a: { b:  1,c : [ ] , d: {  } }\n", "a: {b: 1, c: [], d: {}}\n"),
        LayoutPair("keys in quotes", "{\"a\":1,'b':  2}\n", "{\"a\": 1, 'b': 2}\n"),
        LayoutPair("the last comma", "[a, ]\n", "[a,]\n"),
        LayoutPair(
            "lines as they are",
            "a: [b,\n   c,\n   d\n   ]\ne: {\n        f: 1,\n\n\n        g: 2\n   }\n",
            "a: [b,\n  c,\n  d\n]\ne: {\n  f: 1,\n\n  g: 2\n}\n"
        ),
        LayoutPair(
            "in sequences",
            "a:\n- {b: 1,\n   c: 2\n }\n",
            "a:\n  - {b: 1,\n      c: 2\n    }\n"
        ),
        LayoutPair(
            "within each other",
            "a: [{\n b: 1\n }, {\n c: [\n d\n ]\n }]\n",
            "a: [{\n  b: 1\n}, {\n  c: [\n    d\n  ]\n}]\n"
        ),
        LayoutPair("in lines of their own", "a:\n      [\n b\n      ]\n", "a:\n  [\n    b\n  ]\n"),
        LayoutPair("pairs", "[a:  b,  ? c :  d]\n", "[a: b, ? c: d]\n"),
        LayoutPair(
            "text of several lines",
            "a: {b: c\n          d, e: \"f\n    g\"}\n",
            "a: {b: c\n  d, e: \"f\n  g\"}\n"
        ),
    ]

    private static let documents = [
        LayoutPair("marks", "---\na: 1\n---   \n\n\nb: 2\n...\n", "---\na: 1\n---\n\nb: 2\n...\n"),
        LayoutPair("directives", "%YAML 1.1   \n---\na:  1\n", "%YAML 1.1\n---\na: 1\n"),
        LayoutPair("values behind a mark", "---    a\n---   [b ]\n", "--- a\n--- [b]\n"),
        LayoutPair("text that would become a mark stays", "  ---   a:   1", "  ---   a:   1"),
        LayoutPair("values that are missing", "{a: , b:   }\n", "{a: , b: }\n"),
        LayoutPair("text of several lines", "a\nb\n", "a\n  b\n"),
    ]
}
