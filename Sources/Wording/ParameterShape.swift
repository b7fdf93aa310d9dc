/// What a parameter of a code may be.
public struct ParameterShape: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// One of these words of the engine, which a catalogue names in its language.
        case token([String])
        /// Some of these words, at least one.
        case tokens([String])
        /// A gloss, or other words that are never translated.
        case text
        /// At least one gloss.
        case texts
        case number
        case message
    }

    public let kind: Kind
    public let isOptional: Bool

    init(_ kind: Kind, isOptional: Bool = false) { (self.kind, self.isOptional) = (kind, isOptional) }

    var optional: ParameterShape { ParameterShape(kind, isOptional: true) }

    /// Whether a value has this shape. O(elements).
    public func allows(_ value: Message.Parameter) -> Bool {
        switch (kind, value) {
        case (.token(let tokens), .text(let text)): tokens.contains(text)
        case (.tokens(let tokens), .list(let list)): !list.isEmpty && list.allSatisfy(tokens.contains)
        case (.text, .text), (.number, .number): true
        case (.texts, .list(let list)): !list.isEmpty
        case (.message, .message(let message)): message.mismatches.isEmpty
        default: false
        }
    }
}

extension ParameterShape {
    static let text = ParameterShape(.text)
    static let texts = ParameterShape(.texts)
    static let number = ParameterShape(.number)
    static let message = ParameterShape(.message)

    /// The signer's own hands.
    static let hands = ParameterShape(.token(["right", "left", "both"]))
    static let hand = ParameterShape(.token(["right", "left"]))
    static let fingers = ParameterShape(.tokens(["thumb", "index", "middle", "ring", "little"]))
    /// From the signer's view: left and right are the signer's own.
    static let direction = ParameterShape(.token(["left", "right", "up", "down", "camera", "signer"]))
    static let channels = ParameterShape(
        .tokens(["handshape", "orientation", "location", "movement", "non_manual"]))
    /// A distance in widths that a learner can see.
    static let distance = ParameterShape(
        .token(["hand_width", "half_shoulder", "shoulder", "more_than_shoulder"]))
    static let tooSmall = ParameterShape(.token(["somewhat", "half", "third", "hardly"]))
    static let tooLarge = ParameterShape(.token(["somewhat", "twice", "thrice"]))
    /// Whom a reader kept of several people: the one whose hands were seen most, or the largest.
    static let kept = ParameterShape(.token(["hands", "largest"]))
    static let part = ParameterShape(
        .token([
            "left_hand", "right_hand", "pose", "face", "left_hand_world", "right_hand_world", "pose_world",
        ]))
}

extension Message {
    /// What is wrong with the message, as lines for a test; empty for a message that every catalogue can write.
    public var mismatches: [String] {
        guard let known else { return ["unknown code \(code)"] }
        let shapes = known.parameters
        let wrong = parameters.keys.sorted().compactMap { name -> String? in
            guard let shape = shapes[name], let value = parameters[name] else {
                return "\(code) has no parameter \(name)"
            }
            return shape.allows(value) ? nil : "\(name) of \(code) cannot be \(value)"
        }
        let missing = shapes.keys.sorted().filter {
            shapes[$0]?.isOptional == false && parameters[$0] == nil
        }
        return wrong + missing.map { "\(code) lacks \($0)" }
    }
}
