import Testing
import UpkeepSource
import UpkeepYAML

/// Damaged files: nothing crashes, and every range that is reported lies in the file.
struct MutationTests {
    @Test(arguments: 0..<200)
    func survives(_ seed: Int) {
        var random = SeededGenerator(state: UInt64(seed))
        var bytes = Array(manifest.utf8)
        let indicators = Array("[]{}:,-?|>&*!%@`#'\"\\ \n\t~é😀<=0".utf8)
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let byte = indicators.randomElement(using: &random) ?? 0
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = byte
            case 1: bytes.insert(byte, at: place)
            case 2: bytes.remove(at: place)
            default: bytes.removeSubrange(place..<min(bytes.count, place + 30))
            }
        }
        check(bytes)
    }

    /// Every beginning of a file is a file.
    @Test func survivesTruncation() {
        let bytes = Array(manifest.utf8)
        for length in bytes.indices { check(Array(bytes[..<length])) }
    }

    private func check(_ bytes: [UInt8]) {
        let file = parse(bytes)
        #expect(file.isComplete || file.diagnostics.hasErrors)
        for tree in file.documents {
            for node in tree.root?.all ?? [] {
                #expect(node.offsets.lowerBound >= 0 && node.offsets.upperBound <= bytes.count)
                #expect(node.text.utf8.count == node.textLength)
            }
        }
    }
}
