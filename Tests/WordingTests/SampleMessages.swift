@testable import Wording

/// Messages of every code with every combination of tokens, and samples of the other parameters.
enum SampleMessages {
    static func all(of code: MessageCode) -> [Message] {
        var combinations: [[String: Message.Parameter]] = [[:]]
        for (name, shape) in code.parameters.sorted(by: { $0.key < $1.key }) {
            // Optional parameters come several to a code, and their combinations multiply.
            let values: [Message.Parameter?] =
                shape.isOptional
                ? (shape.kind == .number ? [1, 7] : samples(of: shape.kind)) + [nil]
                : samples(of: shape.kind)
            combinations = combinations.flatMap { combination in
                values.map { value in
                    var combination = combination
                    combination[name] = value
                    return combination
                }
            }
        }
        return combinations.map { Message(code: code.rawValue, parameters: $0) }
    }

    private static func samples(of kind: ParameterShape.Kind) -> [Message.Parameter] {
        switch kind {
        case .token(let tokens): tokens.map { .text($0) }
        case .tokens(let tokens):
            tokens.map { .list([$0]) }
                + [.list(Array(tokens.prefix(2))), .list(Array(tokens.suffix(3))), .list(tokens)]
        case .text: ["THANK-YOU"]
        case .texts: [["MORE"], ["MORE", "EAT"], ["MORE", "EAT", "MOTHER"]]
        case .number: [0, 1, 2, 7, 40, 100, 2.5]
        case .message:
            [
                .message(
                    Message(
                        .raiseHand,
                        ["hands": "both", "amount": 0.4, "unit": "shoulder_width", "about": "half_shoulder"])),
                .message(Message(.handUnseen, ["hand": "left", "share": 30])),
            ]
        }
    }
}
