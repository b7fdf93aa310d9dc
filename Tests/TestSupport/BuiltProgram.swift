import Foundation

/// The programs that SwiftPM builds beside the test bundle.
package enum BuiltProgram {
    /// The program `name`, or the one that the environment variable `override` names.
    package static func named(_ name: String, override: String? = nil) throws -> URL {
        if let override, let path = ProcessInfo.processInfo.environment[override] {
            return URL(fileURLWithPath: path)
        }
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let places = [tests] + CommandLine.arguments
        for place in places {
            let file = URL(fileURLWithPath: place).deletingLastPathComponent().appendingPathComponent(name)
            if FileManager.default.isExecutableFile(atPath: file.path) { return file }
        }
        throw CocoaError(.fileNoSuchFile)
    }
}
