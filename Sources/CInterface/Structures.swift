import CInterfaceHeader
import Foundation
import Signify

/// A structure of the header; its first member is its size.
protocol SizedStructure {
    /// The caller's `sizeof`.
    var struct_size: Int { get set }
    /// The header's name of the structure.
    static var name: String { get }
    /// A structure of zeros.
    init()
    /// The size of the structure in its first version.
    static var firstSize: Int { get }
}

extension SizedStructure {
    static var firstSize: Int { MemoryLayout<Self>.size }
}

extension signify_facts: SizedStructure { static let name = "signify_facts" }
extension signify_array: SizedStructure { static let name = "signify_array" }
extension signify_landmarks: SizedStructure { static let name = "signify_landmarks" }
extension signify_session: SizedStructure {
    static let name = "signify_session"
    static var firstSize: Int { MemoryLayout<Self>.offset(of: \.language) ?? MemoryLayout<Self>.size }
}

extension SizedStructure {
    /// The limit on `struct_size` in any version.
    private static var largest: Int { 4096 }

    /// Reads the caller's structure. Members that the caller's version lacks are zero; those that a later version added
    /// must be zero.
    static func read(_ pointer: UnsafePointer<Self>) throws(AnalysisFailure) -> Self {
        let size = try size(UnsafeRawPointer(pointer))
        let bytes = UnsafeRawBufferPointer(start: pointer, count: size)
        guard bytes.dropFirst(MemoryLayout<Self>.size).allSatisfy({ $0 == 0 }) else {
            throw AnalysisFailure(
                "\(name) has members of a later version; use a later library", kind: .wrongUse)
        }
        var value = Self()
        withUnsafeMutableBytes(of: &value) { $0.copyMemory(from: .init(rebasing: bytes.prefix($0.count))) }
        value.struct_size = MemoryLayout<Self>.size
        return value
    }

    /// Fills the caller's structure; the members of a later version become zero.
    static func write(
        _ value: Self, to pointer: UnsafeMutablePointer<Self>
    ) throws(AnalysisFailure) {
        let size = try size(UnsafeRawPointer(pointer))
        memset(pointer, 0, size)
        pointer.pointee = value
        pointer.pointee.struct_size = size
    }

    private static func size(_ pointer: UnsafeRawPointer) throws(AnalysisFailure) -> Int {
        let size = pointer.load(as: Int.self)
        guard (firstSize...largest).contains(size) else {
            throw AnalysisFailure(
                "\(name).struct_size is \(size); set it to sizeof(\(name))", kind: .wrongUse)
        }
        return size
    }
}
