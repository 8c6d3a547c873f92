import UpkeepEngine

/// The state as bytes: canonical JSON, one resource a line, between a head and a tail.
///
/// `digest` is SHA-256 over the lines of the resources; `checksum` is SHA-256 over all the rest with zeros in its own
/// place, `digest` included: between them, a change of any bit is noticed, and no byte is hashed twice.
package enum StateCoding {
    /// How much of a state is read at most.
    package static let sizeLimit = 1_073_741_824

    private static let blankChecksum = String(repeating: "0", count: Digest.length)

    /// The digest over the canonical resources.
    package static func digest(of state: State) -> String {
        if let digest = state.digest { return digest }
        var writer = JSONWriter()
        writer.writeLines(of: state.resources)
        return Digest.of(writer.bytes)
    }

    package static func identity(of state: State) -> StateIdentity {
        StateIdentity(
            lineage: state.lineage,
            serial: state.serial,
            // A plan that is made against a copy is one for the state itself.
            digest: state.publishedDigest ?? digest(of: state)
        )
    }

    /// A state in the form of its file.
    package static func encode(_ state: State) -> [UInt8] { encoded(state).bytes }

    /// A state in the form of its file, and what it is known by.
    ///
    /// - Precondition: it is no published copy, which is known by something else.
    static func encoded(_ state: State) -> (bytes: [UInt8], identity: StateIdentity) {
        let size = state.resources.reduce(65_536) { $0 + $1.json.count + 2 }
        var writer = JSONWriter(expectedBytes: size)
        // The head is written again when the digest of the lines behind it is known; it keeps its length.
        writer.writeHead(of: state, digest: blankChecksum)
        let start = writer.bytes.count
        writer.writeLines(of: state.resources)
        let end = writer.bytes.count
        writer.writeTail(of: state)
        var bytes = writer.bytes
        var head = JSONWriter()
        let digest = state.digest ?? Digest.of(bytes[start..<end])
        let checksum = head.writeHead(of: state, digest: digest)
        bytes.replaceSubrange(0..<start, with: head.bytes)
        let sum = Digest.of(bytes[..<start], bytes[end...])
        bytes.replaceSubrange(checksum, with: sum.utf8)
        let identity = StateIdentity(lineage: state.lineage, serial: state.serial, digest: digest)
        return (bytes, identity)
    }

    /// Reads a state and checks everything that it says of itself.
    ///
    /// What is wrong is `corrupt` or `newerFormat`; the path is for the message.
    package static func decode(_ bytes: [UInt8], path: String) throws(StoreError) -> State {
        let parts = StateParts(bytes)
        return try decode(parts.frame, of: bytes, path: path) {
            Parallel.both({ Digest.of(parts.resources) }, { parts.storedResources() })
        }
    }

    /// Reads a state that has most of its lines in common with one that is known, a piece at a time, and yields also how many bytes it
    /// has not; nil where those are more than the limit, or anything is wrong, which is for `decode` to say.
    static func renew(
        _ known: State,
        from file: borrowing FileDescriptor,
        newBytesLimit: Int,
        piece: Int
    ) -> (state: State, newBytes: Int)? {
        guard
            let renewal = StateRenewal(
                of: known.resources,
                from: file,
                newBytesLimit: newBytesLimit,
                piece: piece
            ),
            let state = try? decode(
                renewal.frame,
                of: [],
                path: file.path,
                content: { (renewal.digest, renewal.resources) }
            )
        else { return nil }
        return (state, renewal.newBytes)
    }

    /// `content` yields the digest of the resources' lines, and the resources if each line is one.
    private static func decode(
        _ frame: StateFrame,
        of bytes: [UInt8],
        path: String,
        content: () -> (digest: String, resources: [StoredResource]?)
    ) throws(StoreError) -> State {
        let value: Value
        do throws(JSONError) {
            value = try JSONReader.value(of: frame.bytes)
        } catch {
            throw .damaged(path, "\(error.reason) at byte \(frame.offset(inFile: error.offset))")
        }
        guard let format = value["format"]?.integer else {
            throw .damaged(path, "it has no format")
        }
        guard format <= State.newestFormat else {
            throw StoreError(
                .newerFormat,
                path,
                "the state has format \(format); this program reads up to \(State.newestFormat)",
                help: "use the version of upkeep that wrote it, or a newer one"
            )
        }
        guard let checksum = value["checksum"]?.text, checksum == frame.checksum(checksum) else {
            throw .damaged(
                path,
                "its checksum is not that of its bytes: it was changed by hand, or damaged"
            )
        }
        let content = content()
        guard let digest = value["digest"]?.text, digest == content.digest else {
            throw .damaged(path, "its digest is not that of its resources")
        }
        guard let resources = content.resources,
            let state = State(value, resources: resources, digest: digest, bytes: bytes)
        else { throw .damaged(path, "it lacks something that every state has") }
        guard canonicalFrame(of: state, checksum: checksum) == frame.bytes else {
            throw .damaged(path, "it is not in canonical form")
        }
        return state
    }

    /// What stands around the lines of the resources.
    private static func canonicalFrame(of state: State, checksum: String) -> [UInt8] {
        var writer = JSONWriter()
        let place = writer.writeHead(of: state, digest: digest(of: state))
        writer.writeTail(of: state)
        var bytes = writer.bytes
        bytes.replaceSubrange(place, with: checksum.utf8)
        return bytes
    }
}

extension StoreError {
    static func damaged(_ path: String, _ reason: String) -> StoreError {
        StoreError(
            .corrupt,
            path,
            "the state cannot be trusted: \(reason)",
            help:
                "nothing was written; `upkeep state verify` tells which copies are good, `upkeep state restore` brings "
                + "the newest of them back"
        )
    }
}

extension JSONWriter {
    /// Writes what stands in front of the resources, and yields where the checksum goes.
    @discardableResult
    fileprivate mutating func writeHead(of state: State, digest: String) -> Range<Int> {
        write(raw: "{\"applied_at\":")
        write(state.appliedAt.description)
        write(raw: ",\n\"changes\":")
        write(state.summary.value)
        // The digits begin behind the quote that the text is written with.
        write(raw: ",\n\"checksum\":")
        let start = bytes.count + 1
        write(String(repeating: "0", count: Digest.length))
        write(raw: ",\n\"digest\":")
        write(digest)
        write(raw: ",\n\"engine\":")
        write(state.engine)
        write(raw: ",\n\"format\":")
        write(State.newestFormat)
        write(raw: ",\n\"lineage\":")
        write(state.lineage)
        write(raw: ",\n\"manifests\":")
        write(.map(state.manifests.digests.map { Value.Entry($0.key, .text($0.value)) }))
        write(raw: ",\n\"next_numbers\":")
        write(.map(state.nextNumbers.map { Value.Entry($0.key, .integer($0.value)) }))
        if let previous = state.previousDigest {
            write(raw: ",\n\"previous_digest\":")
            write(previous)
        }
        if let published = state.publishedDigest {
            write(raw: ",\n\"published\":")
            write(published)
        }
        write(raw: ",\n\"reading\":")
        write(state.manifests.readingValue)
        write(raw: ",\n\"resources\":[")
        return start..<start + Digest.length
    }

    /// One resource a line, a line break in front of each and behind the last.
    fileprivate mutating func writeLines(of resources: [StoredResource]) {
        for (index, resource) in resources.enumerated() {
            write(raw: index == 0 ? "\n" : ",\n")
            write(json: resource.json)
        }
        if !resources.isEmpty { write(raw: "\n") }
    }

    fileprivate mutating func writeTail(of state: State) {
        write(raw: "],\n\"serial\":")
        write(state.serial)
        write(raw: ",\n\"source\":")
        write(state.source.value)
        if !state.tombstones.isEmpty {
            write(raw: ",\n\"tombstones\":[")
            for (index, tombstone) in state.tombstones.enumerated() {
                write(raw: index == 0 ? "\n" : ",\n")
                write(tombstone.value)
            }
            write(raw: "\n]")
        }
        write(raw: "}\n")
    }
}
