import Crypto
import Foundation
import TestSupport
import Testing
import UpkeepKeys

/// A public test vector of the format (see Vectors/README.md).
struct AgeVector: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let expect: String
    let payload: String?
    let identities: [String]
    let passphrases: [String]
    let isArmored: Bool
    let isCompressed: Bool
    let file: Data

    var testDescription: String { name }

    static let all: [AgeVector] = {
        let path = "\(repositoryRoot())/Tests/UpkeepKeysTests/Vectors/age.json"
        guard let data = FileManager.default.contents(atPath: path),
            let vectors = try? JSONDecoder().decode([AgeVector].self, from: data)
        else { preconditionFailure("\(path) cannot be read") }
        return vectors
    }()

    /// What needs something that is not read here: identities that resist quantum computers, or passphrases.
    var isForeign: Bool {
        !passphrases.isEmpty || identities.contains { $0.hasPrefix("AGE-SECRET-KEY-PQ-") }
    }

    /// The identities that are read here; some other one where there is none.
    func ownIdentities() throws -> [AgeIdentity] {
        let own = identities.filter { !$0.hasPrefix("AGE-SECRET-KEY-PQ-") }
        let other = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"
        return try AgeIdentity.identities(
            in: Array((own.isEmpty ? other : own.joined(separator: "\n")).utf8)
        )
    }

    /// The sealed file, inflated by another program.
    func bytes() throws -> [UInt8] {
        guard isCompressed else { return Array(file) }
        let program =
            "import sys, zlib; sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read()))"
        return try Shell.output(of: ["python3", "-c", program], reading: Array(file))
    }
}

@Suite("A sealed file, by the public vectors,")
struct AgeVectorTests {
    @Test("is there 143 times, nearly all of them within reach")
    func count() {
        #expect(AgeVector.all.count == 143)
        #expect(AgeVector.all.count { !$0.isForeign } == 98)
    }

    @Test(
        "opens or does not, for the right reason",
        arguments: AgeVector.all.filter { !$0.isForeign }
    )
    func own(vector: AgeVector) throws {
        let file = try vector.bytes()
        let identities = try vector.ownIdentities()
        let result = Result { () throws(AgeError) in
            try Age.open(file, with: identities, sizeLimit: 1 << 25)
        }
        switch result {
        case .success(let content):
            #expect(vector.expect == "success")
            let digest = content.read { SHA256.hash(data: $0) }
            #expect(digest.map { String(format: "%02x", $0) }.joined() == vector.payload)
        case .failure(let error):
            switch error {
            case .armor: #expect(vector.expect == "armor failure")
            // What does not look like armor is not taken for armor.
            case .header where vector.isArmored:
                #expect(vector.expect == "armor failure" || vector.expect == "header failure")
            case .header, .passphrase: #expect(vector.expect == "header failure")
            case .noMatch: #expect(vector.expect == "no match")
            case .authentication: #expect(vector.expect == "HMAC failure")
            case .payload: #expect(vector.expect == "payload failure")
            case .recipient, .identity: Issue.record("\(error)")
            }
        }
    }

    @Test(
        "with a passphrase or a hybrid identity is refused",
        arguments: AgeVector.all.filter(\.isForeign)
    )
    func foreign(vector: AgeVector) throws {
        let file = try vector.bytes()
        let identities = try vector.ownIdentities()
        #expect(throws: AgeError.self) {
            try Age.open(file, with: identities, sizeLimit: 1 << 25)
        }
    }
}
