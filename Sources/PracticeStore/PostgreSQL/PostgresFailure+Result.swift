import CPlatform

extension PostgresFailure {
    /// The failure that a result reports, without its detail and context, which quote rows.
    init(_ result: OpaquePointer, isConnectionLost: Bool) {
        // The fields are characters in postgres_ext.h, by macros that Swift does not see.
        func field(_ code: Unicode.Scalar) -> String? {
            PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
        }
        sqlState = field("C") ?? ""
        // libpq's own failures have a message and no fields.
        message = PostgresConnection.firstLine(field("M") ?? String(cString: PQresultErrorMessage(result)))
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
