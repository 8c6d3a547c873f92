import CYAML

/// Owns a libyaml parser and makes `Event` of its events.
@safe
struct EventParser: ~Copyable {
    /// On the heap, because libyaml keeps a pointer to the parser in the parser.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let event: UnsafeMutablePointer<yaml_event_t>
    private let bytes: UnsafeBufferPointer<UInt8>
    private var offsets: CharacterOffsets

    /// A parser for bytes that have passed `ByteCheck`.
    ///
    /// The bytes must stay where they are until the parser is gone.
    @unsafe
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ check: ByteCheck) {
        unsafe parser = .allocate(capacity: 1)
        unsafe event = .allocate(capacity: 1)
        unsafe event.initialize(to: yaml_event_t())
        unsafe self.bytes = bytes
        offsets = unsafe CharacterOffsets(bytes.span, from: check.start, isASCII: check.isASCII)
        guard unsafe yaml_parser_initialize(parser) == 1 else { fatalError("out of memory") }
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        // libyaml would count a byte order mark as a column, so it is not shown one.
        let text = unsafe UnsafeBufferPointer(rebasing: bytes[check.start...])
        unsafe yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        unsafe yaml_event_delete(event)
        unsafe yaml_parser_delete(parser)
        unsafe event.deallocate()
        unsafe parser.deallocate()
    }

    /// Steps to the next event; false when libyaml cannot read on.
    mutating func advance() -> Bool {
        unsafe yaml_event_delete(event)
        return unsafe yaml_parser_parse(parser, event) == 1
    }

    /// The event that `advance` has stepped to.
    @unsafe
    var current: Event {
        mutating get {
            let start = unsafe offset(event.pointee.start_mark)
            // Empty scalars of libyaml may end before they begin.
            let end = unsafe max(start, offset(event.pointee.end_mark))
            return unsafe Event(event, start..<end)
        }
    }

    /// Why `advance` could not read on.
    mutating func problem() -> SyntaxProblem {
        guard unsafe parser.pointee.error != YAML_MEMORY_ERROR else { fatalError("out of memory") }
        let problem = unsafe parser.pointee.problem
        let context = unsafe parser.pointee.context
        return unsafe SyntaxProblem(
            problem: problem.map { unsafe String(cString: $0) } ?? "",
            context: context.map { unsafe String(cString: $0) } ?? "",
            offset: offset(parser.pointee.problem_mark),
            contextOffset: context == nil ? nil : offset(parser.pointee.context_mark)
        )
    }

    private mutating func offset(_ mark: yaml_mark_t) -> Int {
        unsafe offsets.offset(of: mark.index, in: bytes)
    }
}
