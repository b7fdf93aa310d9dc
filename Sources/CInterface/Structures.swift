import Signify
import CInterfaceHeader
import Foundation

/// A structure of the header, which begins with its own size.
protocol SizedStructure {
    /// As C's `sizeof` has it for the caller.
    var struct_size: Int { get set }
    /// What the header calls it.
    static var name: String { get }
}

extension signify_facts: SizedStructure { static let name = "signify_facts" }
extension signify_array: SizedStructure { static let name = "signify_array" }
extension signify_landmarks: SizedStructure { static let name = "signify_landmarks" }
extension signify_session: SizedStructure { static let name = "signify_session" }

extension SizedStructure {
    /// No structure is larger in any version.
    private static var largest: Int { 4096 }

    /// The caller's structure. One of a later version is read as far as it is known here, if the rest of it asks for
    /// nothing.
    static func read(_ pointer: UnsafePointer<Self>) throws(AnalysisFailure) -> Self {
        let size = try size(UnsafeRawPointer(pointer))
        let bytes = UnsafeRawBufferPointer(start: pointer, count: size)
        guard bytes[MemoryLayout<Self>.size...].allSatisfy({ $0 == 0 }) else {
            throw AnalysisFailure(
                "\(name) has members that this version does not know; use a later library", kind: .wrongUse)
        }
        return pointer.pointee
    }

    /// Fills the caller's structure; members of a later version become zeros.
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
        guard (MemoryLayout<Self>.size...largest).contains(size) else {
            throw AnalysisFailure(
                "\(name).struct_size is \(size); set it to sizeof(\(name))", kind: .wrongUse)
        }
        return size
    }
}
