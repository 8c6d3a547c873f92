import NIOCore
import Synchronization

/// Makes files in memory of large bodies: the system sends them from there without copying them (sendfile(2)).
package final class BodyFiles: Sendable {
    /// Below it, in bytes, copying takes no longer; beyond it, a second copy in memory would take more than it is worth.
    private static let sizes = 32_768...1_048_576
    /// How many there are at most: each is an open file.
    package static let limit = 128

    private let count = Mutex(0)
    private let make: @Sendable ([UInt8]) -> CInt?

    /// `make` yields the descriptor of a new file with some bytes, or nil when there can be none.
    package init(make: @escaping @Sendable ([UInt8]) -> CInt?) {
        self.make = make
    }

    /// A file with a body; nil where the body goes out as it is.
    func file(of body: [UInt8]) -> BodyFile? {
        guard Self.sizes.contains(body.count), take() else { return nil }
        guard let descriptor = make(body) else {
            release()
            return nil
        }
        return BodyFile(descriptor, count: body.count, of: self)
    }

    private func take() -> Bool {
        count.withLock { count in
            if count >= Self.limit { return false }
            count += 1
            return true
        }
    }

    fileprivate func release() { count.withLock { $0 -= 1 } }
}

/// A body as a file in memory, as long as anybody needs it.
final class BodyFile: Sendable {
    let region: FileRegion
    private let handle: NIOFileHandle
    private let files: BodyFiles

    fileprivate init(_ descriptor: CInt, count: Int, of files: BodyFiles) {
        handle = NIOFileHandle(_deprecatedTakingOwnershipOfDescriptor: descriptor)
        region = FileRegion(fileHandle: handle, readerIndex: 0, endIndex: count)
        self.files = files
    }

    deinit {
        try? handle.close()
        files.release()
    }
}
