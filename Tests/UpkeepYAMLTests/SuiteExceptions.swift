/// The cases of the suite that are YAML and not read, or not as the suite says: the codes for which
/// each is refused.
///
/// An empty text means that the case is read with another meaning.
let refusedCases: [String: String] = policyRefusals.merging(libyamlDifferences.mapValues(\.codes)) {
    own,
    _ in own
}

/// What Upkeep does not take, by code.
private let policyRefusals: [String: String] = Dictionary(
    uniqueKeysWithValues: [
        "alias-key": """
        26DV E76Z
        """,
        "alias-key complex-key": """
        X38W
        """,
        "complex-key": """
        4FJ6 6BFJ 6PBE 9MMW LX3P M5DY Q9WF RZP5 SBG9 V9D5 XW4D
        """,
        "complex-key null-value": """
        KK5P M2N8/01
        """,
        "directive": """
        27NA 2LFX 6LVF 6ZKB 9DXL BEC7 DK95/07 MUS6/02 MUS6/03 MUS6/04 MUS6/05 MUS6/06 RTP8
        W4TN ZYU8/00 ZYU8/01 ZYU8/02 ZYU8/03
        """,
        "directive tag": """
        5TYM 6CK3 6WLZ 9WXW C4HZ CC74 P76L U3C3 Z9M4
        """,
        "duplicate-anchor": """
        3GZX
        """,
        "duplicate-anchor null-value": """
        PW8X
        """,
        "null-value": """
        5WE3 6KGN 7W2P 8KB6 9BXH C2DT DFF7 JTV5 SM9W/00 UKK6/01 W42U ZWK4
        """,
        "null-value tag": """
        2XXW
        """,
        "tag": """
        2AUY 33X3 35KP 52DL 565N 57H4 6JWB 735Y 74H7 7FWL 8MK2 9KAX BU8L CUP7 EHF6 F2C7 FH7J
        HMQ5 J7PZ L94M LE5A M5C3 S4JQ UGM3 UKK6/02 WZ62 Z67P
        """,
    ].flatMap { codes, ids in ids.split { $0.isWhitespace }.map { (String($0), codes) } }
)

/// What libyaml 0.2.5 cannot read or reads as something else, and why.
private let libyamlDifferences: [String: (codes: String, reason: String)] = [
    "2JQS": ("yaml-syntax", "libyaml: did not find expected key"),
    "2SXE": ("null-value yaml-syntax", "libyaml: mapping values are not allowed in this context"),
    "4ABK": ("yaml-syntax", "libyaml: found unexpected ':'"),
    "4MUZ/00": ("yaml-syntax", "libyaml: did not find expected ',' or '}'"),
    "4MUZ/01": ("yaml-syntax", "libyaml: did not find expected ',' or '}'"),
    "4MUZ/02": ("yaml-syntax", "libyaml: did not find expected ',' or '}'"),
    "58MP": ("yaml-syntax", "libyaml: did not find expected node content"),
    "5MUD": ("yaml-syntax", "libyaml: did not find expected ',' or '}'"),
    "5T43": ("yaml-syntax", "libyaml: did not find expected node content"),
    "652Z": ("yaml-syntax", "libyaml reads the key \"?foo\" as \"foo\"; refused"),
    "6BCT": ("yaml-syntax", "libyaml: found character that cannot start any token"),
    "6CA3": ("yaml-syntax", "libyaml: found character that cannot start any token"),
    "6M2F": ("yaml-syntax", "libyaml: did not find expected key"),
    "7Z25": ("yaml-syntax", "libyaml: did not find expected <document start>"),
    "8XYN": ("yaml-syntax", "libyaml: did not find expected alphabetic or numeric character"),
    "96NN/00": (
        "yaml-syntax", "libyaml: found a tab character where an indentation space is expected"
    ),
    "96NN/01": (
        "yaml-syntax", "libyaml: found a tab character where an indentation space is expected"
    ),
    "9SA2": ("yaml-syntax", "libyaml: did not find expected ',' or '}'"),
    "A2M4": ("yaml-syntax", "libyaml: found character that cannot start any token"),
    "CFD4": ("yaml-syntax", "libyaml: did not find expected node content"),
    "DBG4": ("yaml-syntax", "libyaml: did not find expected node content"),
    "DK3J": ("yaml-syntax", "libyaml: did not find expected <document start>"),
    "DK95/00": ("yaml-syntax", "libyaml: found character that cannot start any token"),
    "DK95/03": ("yaml-syntax", "libyaml: found character that cannot start any token"),
    "DK95/04": ("yaml-syntax", "libyaml: found a tab character that violates indentation"),
    "FP8R": ("yaml-syntax", "libyaml: did not find expected <document start>"),
    "FRK4": ("yaml-syntax", "libyaml: found unexpected ':'"),
    "HM87/00": ("yaml-syntax", "libyaml: did not find expected node content"),
    "HM87/01": (
        "null-value yaml-syntax", "libyaml reads the value \"?x\" as the key \"x\"; refused"
    ),
    "HWV9": ("yaml-syntax", "libyaml: did not find expected node content"),
    "JEF9/02": ("", "libyaml drops a last line of spaces without a line break"),
    "K3WX": ("yaml-syntax", "libyaml: did not find expected ',' or '}'"),
    "L24T/01": ("", "libyaml drops a last line of spaces without a line break"),
    "M2N8/00": ("complex-key yaml-syntax", "libyaml: did not find expected key"),
    "M7A3": ("yaml-syntax", "libyaml: did not find expected <document start>"),
    "NHX8": ("yaml-syntax", "libyaml: did not find expected key"),
    "NJ66": ("yaml-syntax", "libyaml: did not find expected ',' or '}'"),
    "NKF9": ("yaml-syntax", "libyaml: did not find expected key"),
    "Q5MG": ("yaml-syntax", "libyaml: found character that cannot start any token"),
    "QT73": ("yaml-syntax", "libyaml: did not find expected node content"),
    "R4YG": (
        "yaml-syntax", "libyaml: found a tab character where an indentation space is expected"
    ),
    "S3PD": ("yaml-syntax", "libyaml: did not find expected key"),
    "SM9W/01": ("yaml-syntax", "libyaml: did not find expected key"),
    "UKK6/00": ("yaml-syntax", "libyaml: did not find expected key"),
    "UT92": ("yaml-syntax", "libyaml: did not find expected ',' or '}'"),
    "VJP3/01": ("yaml-syntax", "libyaml: did not find expected ',' or '}'"),
    "W5VH": ("yaml-syntax", "libyaml: did not find expected alphabetic or numeric character"),
    "Y2GN": ("yaml-syntax", "libyaml ends the anchor at the \":\"; refused"),
    "Y79Y/01": (
        "yaml-syntax", "libyaml: found a tab character where an indentation space is expected"
    ),
    "Y79Y/10": ("yaml-syntax", "libyaml: found character that cannot start any token"),
]
