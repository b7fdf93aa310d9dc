import ArgumentParser
import Signify

extension SignList: ExpressibleByArgument {
    /// As it is written on a command line.
    public init?(argument: String) { self.init(parsing: argument) }
}
