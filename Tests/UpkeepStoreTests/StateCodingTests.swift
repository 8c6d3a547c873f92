import TestSupport
import Testing
import UpkeepEngine
import UpkeepStore

@Suite("A state file")
struct StateCodingTests {
    private static let yaml =
        TestPage.yaml
        + "monitors: {a: {name: \"Ä \\\"😀\\\"\", type: heartbeat, status_page: acme, protect: true}}\n"

    private static var state: State {
        var state = TestState()
        state.apply(yaml)
        guard let state = state.state else { preconditionFailure("a state was applied") }
        return state
    }

    private func code(_ bytes: [UInt8]) -> StoreError.Code? {
        do throws(StoreError) {
            _ = try StateCoding.decode(bytes, path: "state.json")
            return nil
        } catch {
            return error.code
        }
    }

    @Test("comes back as it was written")
    func roundTrip() throws {
        let bytes = StateCoding.encode(Self.state)
        let again = try StateCoding.decode(bytes, path: "state.json")
        #expect(StateCoding.encode(again) == bytes)
        #expect(again.resources == Self.state.resources)
    }

    @Test("has one resource a line")
    func lines() {
        let text = String(decoding: StateCoding.encode(Self.state), as: UTF8.self)
        let lines = text.split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("{\"declared\":{\"id\":") } == 2)
        #expect(text.hasSuffix("}\n"))
    }

    @Test("with any one bit flipped is refused")
    func bitFlips() {
        let bytes = StateCoding.encode(Self.state)
        for index in bytes.indices {
            for bit in 0..<8 {
                var damaged = bytes
                damaged[index] ^= 1 << bit
                #expect(code(damaged) != nil, "byte \(index), bit \(bit)")
            }
        }
    }

    @Test("cut off anywhere is refused")
    func truncation() {
        let bytes = StateCoding.encode(Self.state)
        for length in bytes.indices { #expect(code(Array(bytes[..<length])) == .corrupt) }
        #expect(code(bytes + [0x0A]) == .corrupt)
    }

    @Test("spliced from two good ones is refused")
    func splices() {
        var later = TestState()
        later.apply(Self.yaml)
        later.apply(Self.yaml.replacing("Documentation", with: "Manuals"))
        guard let second = later.state else { return }
        let (old, new) = (StateCoding.encode(Self.state), StateCoding.encode(second))
        for length in stride(from: 1, to: min(old.count, new.count), by: 7) {
            let spliced = Array(new[..<length] + old[length...])
            #expect(spliced == old || spliced == new || code(spliced) != nil)
        }
    }

    @Test("of a newer format is told from a damaged one")
    func newerFormat() {
        let text = String(decoding: StateCoding.encode(Self.state), as: UTF8.self)
        let newer = text.replacing("\"format\":1", with: "\"format\":2")
        #expect(code(Array(newer.utf8)) == .newerFormat)
        #expect(code(Array("{}".utf8)) == .corrupt)
        #expect(code([]) == .corrupt)
    }
}
