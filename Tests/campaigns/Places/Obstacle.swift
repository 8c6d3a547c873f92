import Glibc

/// Something that is no file of upkeep's and stands where one should be.
enum Obstacle: String, CaseIterable, Sendable {
    case linkToFile
    case linkToFolder
    case linkToNothing
    case linkToItself
    case pipe
    case socket
    case nullDevice
    case zeroDevice
    case fullDevice
    case blockDevice
    case emptyFolder
    case filledFolder

    /// Puts it in the place of whatever is there; the links lead into the folder of a victim.
    func stand(at path: String, victim: String) throws {
        Files.remove(path)
        let status: CInt
        switch self {
        case .linkToFile: status = unsafe symlink("\(victim)/file", path)
        case .linkToFolder: status = unsafe symlink(victim, path)
        case .linkToNothing: status = unsafe symlink("\(victim)/nothing", path)
        case .linkToItself: status = unsafe symlink(path, path)
        case .pipe: status = unsafe mkfifo(path, 0o666)
        case .socket: status = Self.makeSocket(path)
        case .nullDevice: status = unsafe mknod(path, S_IFCHR | 0o666, 1 << 8 | 3)
        case .zeroDevice: status = unsafe mknod(path, S_IFCHR | 0o666, 1 << 8 | 5)
        case .fullDevice: status = unsafe mknod(path, S_IFCHR | 0o666, 1 << 8 | 7)
        // A loop device that nothing is behind.
        case .blockDevice: status = unsafe mknod(path, S_IFBLK | 0o666, 7 << 8 | 250)
        case .emptyFolder, .filledFolder: status = unsafe mkdir(path, 0o755)
        }
        guard status == 0 else { throw Failure("\(rawValue) at \(path): error \(errno)") }
        if self == .filledFolder { try Files.write("x", to: "\(path)/file") }
    }

    private static func makeSocket(_ path: String) -> CInt {
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { bytes in
            unsafe bytes.copyBytes(from: path.utf8.prefix(bytes.count - 1))
        }
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
