import Crypto

/// The content of a file, in chunks that can neither be changed nor moved, nor left out at the end.
enum AgeStream {
    static let chunk = 65_536
    private static let tagCount = 16
    private static let nonceCount = 16

    static func seal(_ content: SecretBytes, _ fileKey: SymmetricKey) throws(AgeError) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<nonceCount).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let key = AgeKey.derive(fileKey, salt: salt, info: "payload")
        do {
            return try content.read { bytes in
                var sealed = salt
                for (index, start) in starts(of: bytes.count).enumerated() {
                    let end = min(start + chunk, bytes.count)
                    let box = try ChaChaPoly.seal(
                        bytes[start..<end],
                        using: key,
                        nonce: nonce(of: index, isLast: end == bytes.count)
                    )
                    sealed += box.ciphertext
                    sealed += box.tag
                }
                return sealed
            }
        } catch {
            throw .payload
        }
    }

    static func open(
        _ sealed: ArraySlice<UInt8>,
        _ fileKey: SymmetricKey
    ) throws(AgeError) -> SecretBytes {
        guard sealed.count >= nonceCount else { throw .header("the content is missing") }
        let key = AgeKey.derive(
            fileKey,
            salt: Array(sealed.prefix(nonceCount)),
            info: "payload"
        )
        let chunks = sealed.dropFirst(nonceCount)
        let content = SecretBytes(capacity: chunks.count)
        var start = chunks.startIndex
        var index = 0
        repeat {
            let end = min(start + chunk + tagCount, chunks.endIndex)
            let isLast = end == chunks.endIndex
            guard let nonce = try? nonce(of: index, isLast: isLast),
                let box = try? ChaChaPoly.SealedBox(
                    combined: [UInt8](nonce) + chunks[start..<end]
                ),
                var part = try? ChaChaPoly.open(box, using: key)
            else { throw .payload }
            defer { part.overwrite() }
            // An empty chunk at the end says nothing, unless it is the only one.
            if part.isEmpty, index > 0 { throw .payload }
            content.append(contentsOf: part)
            start = end
            index += 1
        } while start < chunks.endIndex
        return content
    }

    /// Where the chunks of so many bytes begin; there is always one.
    private static func starts(of count: Int) -> [Int] {
        count == 0 ? [0] : Array(stride(from: 0, to: count, by: chunk))
    }

    /// Eleven bytes that count the chunks, and one that marks the last.
    private static func nonce(of index: Int, isLast: Bool) throws -> ChaChaPoly.Nonce {
        let counter = (0..<8).reversed().map { UInt8(truncatingIfNeeded: index >> ($0 * 8)) }
        return try ChaChaPoly.Nonce(data: [0, 0, 0] + counter + [isLast ? 1 : 0])
    }
}
