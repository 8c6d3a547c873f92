/// Whose YAML a file is.
package enum YAMLDialect: Sendable {
    /// A manifest: what a reviewer could misread is refused.
    case manifest
    /// A file of another system, taken as that system's own parser takes it.
    ///
    /// Tags and directives say nothing, `null` and nothing at all are plain scalars, `<<` is a key like any other whose
    /// meaning is the reader's matter, a key that stands twice counts the last time and is remarked, and the leniency of
    /// libyaml in layout is followed. The limits, aliases that lead nowhere and what is no YAML are errors as ever.
    case foreign
}
