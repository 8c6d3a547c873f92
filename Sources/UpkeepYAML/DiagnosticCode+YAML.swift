import UpkeepSource

extension DiagnosticCode {
    /// Every code of this module.
    package static let yamlCodes: [DiagnosticCode] = [
        .aliasExpansion, .aliasKey, .complexKey, .directive, .duplicateAnchor, .duplicateKey,
        .fileTooLarge, .forbiddenCharacter, .invalidUTF8, .jsonSyntax, .mergeKey, .nullValue,
        .recursiveAlias,
        .scalarTooLarge, .tag, .tooDeep, .tooManyDocuments, .tooManyErrors, .unknownAlias, .utf16,
        .yamlSyntax,
    ]

    static let aliasExpansion = DiagnosticCode(
        "alias-expansion",
        """
        The aliases of a document stand for too many values. A few lines of aliases of aliases \
        can stand for billions. Write the values out, or use the file's defaults.
        """
    )
    static let aliasKey = DiagnosticCode(
        "alias-key",
        """
        An alias is used as a key. A key is the name of a resource or a field; it must be \
        readable where it stands. Write it out.
        """
    )
    static let complexKey = DiagnosticCode(
        "complex-key",
        """
        A list or a map is used as a key. Keys are text. Put quotes around a key that begins \
        with a bracket.
        """
    )
    static let directive = DiagnosticCode(
        "directive",
        """
        A line begins with %. Directives can change what the text below means; manifests are \
        always YAML 1.2. Remove the line.
        """
    )
    static let duplicateAnchor = DiagnosticCode(
        "duplicate-anchor",
        """
        An anchor is defined twice in a document. YAML allows it, but which one an alias means \
        depends on its place. Give one of them another name.
        """
    )
    static let duplicateKey = DiagnosticCode(
        "duplicate-key",
        """
        A map has the same key twice. One of them would be ignored without a word. Keep one, or \
        rename one.
        """
    )
    static let fileTooLarge = DiagnosticCode(
        "file-too-large",
        "The file is larger than a manifest may be. Split it into several files."
    )
    static let forbiddenCharacter = DiagnosticCode(
        "forbidden-character",
        """
        The file holds a character that a reviewer does not see, or that shows the text in \
        another order than it is read. Nothing of such a file is read. Remove it, or write it as \
        an escape in double quotes.
        """
    )
    static let invalidUTF8 = DiagnosticCode(
        "invalid-utf8",
        "The file holds bytes that are not UTF-8. Nothing of such a file is read. Save it as UTF-8."
    )
    static let jsonSyntax = DiagnosticCode(
        "json-syntax",
        """
        The file of another system is not JSON (RFC 8259), so that nothing of it is known. It may \
        have been cut off, or be an error page that was saved in its place.
        """
    )
    static let mergeKey = DiagnosticCode(
        "merge-key",
        """
        The key << merges another map in old versions of YAML and is an ordinary key in 1.2. \
        Write the entries out, or use the file's defaults.
        """
    )
    static let nullValue = DiagnosticCode(
        "null-value",
        """
        A value is null or missing. It could mean "the default" or "nothing", so it means \
        neither. Remove the key, or write an empty text, list or map.
        """
    )
    static let recursiveAlias = DiagnosticCode(
        "recursive-alias",
        "An alias stands inside of what it stands for, so that the value would have no end."
    )
    static let scalarTooLarge = DiagnosticCode(
        "scalar-too-large",
        "A text is longer than any text of a manifest may be."
    )
    static let tag = DiagnosticCode(
        "tag",
        """
        A value has a tag, a word that begins with !. The field decides what a value means. \
        Remove the tag.
        """
    )
    static let tooDeep = DiagnosticCode(
        "too-deep",
        """
        Lists and maps are nested deeper than any manifest needs. Nothing behind that place is \
        read.
        """
    )
    static let tooManyDocuments = DiagnosticCode(
        "too-many-documents",
        "The file holds more documents than are read. Split it into several files."
    )
    static let tooManyErrors = DiagnosticCode(
        "too-many-errors",
        """
        The file holds so many errors that the rest of it was not read. Repair those that are \
        shown first.
        """
    )
    static let unknownAlias = DiagnosticCode(
        "unknown-alias",
        "An alias names an anchor that does not stand before it in the same document."
    )
    static let utf16 = DiagnosticCode(
        "utf-16",
        "The file is UTF-16 or UTF-32. Manifests are UTF-8. Save it as UTF-8."
    )
    static let yamlSyntax = DiagnosticCode(
        "yaml-syntax",
        """
        The file is not YAML, or only YAML by the leniency of some parsers. Nothing behind a \
        place that cannot be read is known, so the file is taken as incomplete.
        """
    )
}
