import CYAML

/// One step of the parser: a view of libyaml's event, good until the next one.
///
/// Nothing is copied before somebody asks for it; a file has an event for every dozen bytes.
@unsafe
struct Event {
    enum Kind {
        case streamEnd
        case documentStart
        case documentEnd
        case alias
        case scalar
        case sequenceStart
        case mappingStart
        case collectionEnd
        /// What says nothing about the content.
        case other
    }

    enum ScalarStyle {
        case plain
        case quoted
        case block
    }

    private let event: UnsafePointer<yaml_event_t>
    /// The byte offset at which it begins, with the anchor and the tag.
    let start: Int
    /// The byte offset behind it.
    let end: Int

    init(_ event: UnsafePointer<yaml_event_t>, _ range: Range<Int>) {
        unsafe self.event = unsafe event
        unsafe start = range.lowerBound
        unsafe end = range.upperBound
    }

    var kind: Kind {
        switch unsafe event.pointee.type {
        case YAML_SCALAR_EVENT: .scalar
        case YAML_ALIAS_EVENT: .alias
        case YAML_SEQUENCE_START_EVENT: .sequenceStart
        case YAML_MAPPING_START_EVENT: .mappingStart
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: .collectionEnd
        case YAML_DOCUMENT_START_EVENT: .documentStart
        case YAML_DOCUMENT_END_EVENT: .documentEnd
        case YAML_STREAM_END_EVENT, YAML_NO_EVENT: .streamEnd
        default: .other
        }
    }

    /// Whether it begins and ends on different lines.
    var isMultiLine: Bool { unsafe event.pointee.start_mark.line != event.pointee.end_mark.line }

    /// The column behind it, counted from 0.
    var endColumn: Int { unsafe event.pointee.end_mark.column }
}

extension Event {
    /// A scalar's text.
    var text: UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(
            start: event.pointee.data.scalar.value,
            count: event.pointee.data.scalar.length
        )
    }

    var style: ScalarStyle {
        switch unsafe event.pointee.data.scalar.style {
        case YAML_PLAIN_SCALAR_STYLE: .plain
        case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
        default: .quoted
        }
    }

    /// Whether a document begins with directives that libyaml knows.
    var hasDirectives: Bool {
        let start = unsafe event.pointee.data.document_start
        return unsafe start.version_directive != nil
            || start.tag_directives.start != start.tag_directives.end
    }

    /// Whether a collection is written in brackets, or is a pair within them.
    var isFlow: Bool {
        unsafe event.pointee.type == YAML_MAPPING_START_EVENT
            ? event.pointee.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
            : event.pointee.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
    }

    /// Whether a scalar has an anchor or a tag.
    var hasScalarProperties: Bool {
        unsafe event.pointee.data.scalar.anchor != nil || event.pointee.data.scalar.tag != nil
    }

    /// The name of a node's anchor, or of the anchor that an alias names.
    var anchor: String? {
        let name =
            switch unsafe event.pointee.type {
            case YAML_ALIAS_EVENT: unsafe event.pointee.data.alias.anchor
            case YAML_SCALAR_EVENT: unsafe event.pointee.data.scalar.anchor
            case YAML_SEQUENCE_START_EVENT: unsafe event.pointee.data.sequence_start.anchor
            case YAML_MAPPING_START_EVENT: unsafe event.pointee.data.mapping_start.anchor
            default: unsafe UnsafeMutablePointer<UInt8>?.none
            }
        return unsafe name.map { unsafe String(cString: $0) }
    }

    var hasTag: Bool {
        switch unsafe event.pointee.type {
        case YAML_SCALAR_EVENT: unsafe event.pointee.data.scalar.tag != nil
        case YAML_SEQUENCE_START_EVENT: unsafe event.pointee.data.sequence_start.tag != nil
        case YAML_MAPPING_START_EVENT: unsafe event.pointee.data.mapping_start.tag != nil
        default: false
        }
    }
}
