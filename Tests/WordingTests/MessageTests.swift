import Foundation
import Testing
import Wording

@Suite struct MessageTests {
    private static let raise = Message(
        .raiseHand, ["hands": "right", "amount": 0.31, "unit": "shoulder_width", "about": "hand_width"])

    @Test func jsonHoldsCodeAndParameters() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let message = Message(
            .inSign, ["sign": "HELLO", "message": .message(Message(.signSlower, ["amount": 2]))])
        #expect(
            String(decoding: try encoder.encode(message), as: UTF8.self)
                == #"{"code":"in_sign","parameters":{"message":{"code":"sign_slower","parameters":{"amount":2}},"#
                + #""sign":"HELLO"}}"#)
        let list = Message(.signsRight, ["signs": ["MOTHER", "EAT"]])
        #expect(
            String(decoding: try encoder.encode(list), as: UTF8.self)
                == #"{"code":"signs_right","parameters":{"signs":["MOTHER","EAT"]}}"#)
    }

    @Test(arguments: [
        raise, Message(.wellDone), Message(.signsRight, ["signs": ["A"]]),
        Message(.inSign, ["sign": "A", "message": .message(raise)]),
        Message(code: "of_a_later_version", parameters: ["how": "so", "many": -1.5]),
    ])
    func jsonRoundTrip(message: Message) throws {
        #expect(try JSONDecoder().decode(Message.self, from: JSONEncoder().encode(message)) == message)
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan])
    func numberThatIsNoneKeepsItsDocument(number: Double) throws {
        let message = Message(.rateDisbelieved, ["rate": .number(number)])
        let read = try JSONDecoder().decode(Message.self, from: JSONEncoder().encode(message))
        #expect(read.parameters["rate"] == .text("\(number)"))
    }

    @Test(arguments: [
        "{}", #"{"code":"a"}"#, #"{"code":"a","parameters":{"b":null}}"#, #"{"code":1,"parameters":{}}"#,
    ])
    func otherJSONIsRefused(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Message.self, from: Data(json.utf8)) }
    }

    @Test func absentParametersHaveNoEntry() {
        let seen: String? = nil
        let message = Message(.anotherSign, ["sign": "MORE", "seen": seen.map { .text($0) }])
        #expect(message.parameters == ["sign": "MORE"])
        #expect(message.mismatches.isEmpty)
    }

    @Test func mismatchesNameEachMistake() {
        #expect(Self.raise.mismatches.isEmpty)
        #expect(Message(.openHand, ["hands": "left hand"]).mismatches.count == 1)
        #expect(Message(.openHand, ["hand": "left"]).mismatches.count == 2)
        #expect(Message(.signsRight, ["signs": []]).mismatches.count == 1)
        #expect(
            Message(.inSign, ["sign": "A", "message": .message(Message(.openHand))]).mismatches.count == 1)
        #expect(Message(code: "unknown", parameters: [:]).mismatches.count == 1)
    }
}
