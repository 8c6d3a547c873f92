import Crypto

// The one way that swift-crypto has to hand out the bytes of a key; nothing else in this target is unsafe.

extension SymmetricKey {
    var bytes: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
}

extension SharedSecret {
    var bytes: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
}
