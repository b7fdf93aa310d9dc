import ArgumentParser
import Foundation

/// The help texts of a program; each subcommand has a committed file.
package enum HelpSnapshots {
    /// One entry per help text that differs from its file in `folder`. With `SIGNIFY_WRITE_SNAPSHOTS` set,
    /// the files are written first.
    package static func differences(of program: any ParsableCommand.Type, from folder: URL) throws -> [String]
    {
        let texts = texts(of: program, root: program)
        if ProcessInfo.processInfo.environment["SIGNIFY_WRITE_SNAPSHOTS"] != nil {
            try? FileManager.default.removeItem(at: folder)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for (name, text) in texts {
                try Data(text.utf8).write(to: folder.appendingPathComponent(name))
            }
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let strangers = Set(files).subtracting(texts.keys).sorted().map {
            "\($0): no subcommand has this help"
        }
        return strangers
            + texts.sorted { $0.key < $1.key }.compactMap { name, text in
                let file = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
                return file == text ? nil : "\(name): the help differs from the file; it is:\n\(text)"
            }
    }

    private static func texts(
        of command: any ParsableCommand.Type, root: any ParsableCommand.Type, prefix: String = ""
    ) -> [String: String] {
        let name = prefix + (command.configuration.commandName ?? "\(command)".lowercased())
        let text = root.helpMessage(for: command, columns: 100) + "\n"
        return command.configuration.subcommands.reduce(into: ["\(name).txt": text]) { texts, subcommand in
            texts.merge(Self.texts(of: subcommand, root: root, prefix: "\(name) ")) { $1 }
        }
    }
}
