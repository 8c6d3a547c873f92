import UpkeepEngine

/// The state as bytes: canonical JSON, one resource a line.
///
/// `digest` is SHA-256 over the lines of the resources; `checksum` is SHA-256 over the whole file with zeros in its own
/// place, so that a change of any bit is noticed.
package enum StateCoding {
    /// How much of a state is read at most.
    package static let sizeLimit = 1_073_741_824

    private static let blankChecksum = String(repeating: "0", count: Digest.length)
    private static let checksumStart = "\"checksum\":\""

    /// The digest over the canonical resources.
    package static func digest(of state: State) -> String {
        var writer = JSONWriter()
        writer.writeLines(of: state.resources)
        return Digest.of(writer.bytes)
    }

    package static func identity(of state: State) -> StateIdentity {
        StateIdentity(lineage: state.lineage, serial: state.serial, digest: digest(of: state))
    }

    package static func encode(_ state: State) -> [UInt8] {
        var writer = JSONWriter()
        writer.write(raw: "{\"applied_at\":")
        writer.write(state.appliedAt.description)
        writer.write(raw: ",\n\"changes\":")
        writer.write(state.summary.value)
        // The digits begin behind the quote that the text is written with.
        writer.write(raw: ",\n\"checksum\":")
        let checksumOffset = writer.bytes.count + 1
        writer.write(blankChecksum)
        writer.write(raw: ",\n\"digest\":")
        writer.write(digest(of: state))
        writer.write(raw: ",\n\"engine\":")
        writer.write(state.engine)
        writer.write(raw: ",\n\"format\":")
        writer.write(.integer(State.newestFormat))
        writer.write(raw: ",\n\"lineage\":")
        writer.write(state.lineage)
        writer.write(raw: ",\n\"manifests\":")
        writer.write(.map(state.manifests.map { Value.Entry($0.key, .text($0.value)) }))
        writer.write(raw: ",\n\"next_numbers\":")
        writer.write(.map(state.nextNumbers.map { Value.Entry($0.key, .integer($0.value)) }))
        if let previous = state.previousDigest {
            writer.write(raw: ",\n\"previous_digest\":")
            writer.write(previous)
        }
        writer.write(raw: ",\n\"resources\":[")
        writer.writeLines(of: state.resources)
        writer.write(raw: "],\n\"serial\":")
        writer.write(.integer(state.serial))
        writer.write(raw: ",\n\"source\":")
        writer.write(state.source.value)
        writer.write(raw: "}\n")
        var bytes = writer.bytes
        let checksum = Digest.of(bytes)
        bytes.replaceSubrange(checksumOffset..<checksumOffset + Digest.length, with: checksum.utf8)
        return bytes
    }

    /// Reads a state and checks everything that it says of itself.
    ///
    /// What is wrong is `corrupt` or `newerFormat`; the path is for the message.
    package static func decode(_ bytes: [UInt8], path: String) throws(StoreError) -> State {
        let value: Value
        do throws(JSONError) {
            value = try JSONReader.value(of: bytes)
        } catch {
            throw .damaged(path, "\(error.reason) at byte \(error.offset)")
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
        guard let checksum = value["checksum"]?.text, checksum == expectedChecksum(of: bytes) else {
            throw .damaged(
                path,
                "its checksum is not that of its bytes: it was changed by hand, or damaged"
            )
        }
        guard let state = State(value) else {
            throw .damaged(path, "it lacks something that every state has")
        }
        guard value["digest"]?.text == digest(of: state) else {
            throw .damaged(path, "its digest is not that of its resources")
        }
        guard encode(state) == bytes else { throw .damaged(path, "it is not in canonical form") }
        return state
    }

    private static func expectedChecksum(of bytes: [UInt8]) -> String? {
        // It stands near the front, behind a time and a bounded summary of changes.
        guard let start = bytes.firstRange(of: Array("\n\(checksumStart)".utf8))?.upperBound,
            start + Digest.length <= bytes.count
        else { return nil }
        var blank = bytes
        blank.replaceSubrange(start..<start + Digest.length, with: blankChecksum.utf8)
        return Digest.of(blank)
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
    /// One resource a line, a line break in front of each and behind the last.
    fileprivate mutating func writeLines(of resources: [StoredResource]) {
        for (index, resource) in resources.enumerated() {
            write(raw: index == 0 ? "\n" : ",\n")
            write(resource.value)
        }
        if !resources.isEmpty { write(raw: "\n") }
    }
}
