import CLibPQ

extension PostgresFailure {
    /// What a result reports. Its detail and context quote rows and stay behind.
    init(_ result: OpaquePointer, isConnectionLost: Bool) {
        func field(_ code: Character) -> String? {
            guard let ascii = code.asciiValue, let text = PQresultErrorField(result, Int32(ascii)) else {
                return nil
            }
            return String(cString: text)
        }
        // The codes are macros of postgres_ext.h that Swift does not see.
        sqlState = field("C") ?? ""
        message = PostgresConnection.firstLine(
            PQresultErrorField(result, 0x4D) ?? PQresultErrorMessage(result))
        table = field("t")
        column = field("c")
        constraint = field("n")
        self.isConnectionLost = isConnectionLost || sqlState.hasPrefix("08") || sqlState.hasPrefix("57P")
        // "… portal parameter $3", in whatever language.
        parameter = field("W").flatMap { context in
            context.split(separator: "$").last.flatMap { Int($0.prefix(while: \.isNumber)) }
        }
    }
}
