import Crypto

// The ways that swift-crypto has to hand out the bytes of keys, and those of digests at once; nothing else in this target is
// unsafe.

extension SymmetricKey {
    var bytes: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
}

extension SHA256.Digest {
    var bytes: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
}

extension SharedSecret {
    var bytes: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
}
