import CCatalogues
import Testing

@testable import Wording

@Suite struct CatalogueTests {
    @Test func everyLanguageHasAFileAndEveryFileALanguage() {
        var count = 0
        let files = UnsafeBufferPointer(start: text_catalogues(&count), count: count)
        #expect(files.map { String(cString: $0.tag) } == Language.allCases.map(\.rawValue))
    }

    @Test(arguments: Language.allCases)
    func everyFileIsRead(language: Language) throws {
        let catalogue = try Catalogue(language, json: Catalogue.embedded(language))
        #expect(Set(catalogue.messages.keys) == Set(MessageCode.allCases.map(\.rawValue)))
        #expect(catalogue.language == language)
        #expect(Catalogue.of(language).messages == catalogue.messages)
    }

    @Test(arguments: Language.allCases)
    func everyFileSaysThatAReviewIsWanted(language: Language) {
        let about = Catalogue.of(language).about
        #expect(about.contains("without the review of a native signer and a native speaker"))
        #expect(about.contains("review is wanted"))
    }

    @Test(arguments: Language.allCases)
    func sharedGroupsHaveTheSameWords(language: Language) {
        let (english, catalogue) = (Catalogue.of(.english), Catalogue.of(language))
        for group in ["body_part", "channel"] {
            #expect(Set(catalogue.words(group).keys) == Set(english.words(group).keys), "\(group)")
        }
        #expect(catalogue.words.values.flatMap(\.values).allSatisfy { !$0.isEmpty })
        #expect(catalogue.word("channel", "handshape") != "handshape" || language == .english)
    }

    @Test(arguments: Language.allCases)
    func templatesUseDeclaredParametersAlone(language: Language) throws {
        let catalogue = Catalogue.of(language)
        for code in MessageCode.allCases {
            let template = try #require(catalogue.messages[code.rawValue])
            let faults = TemplateCheck(catalogue: catalogue, shapes: code.parameters).faults(of: template)
            #expect(faults.isEmpty, "\(language.rawValue) \(code.rawValue)")
        }
    }

    @Test(arguments: Language.allCases)
    func everyMessageIsWrittenInFull(language: Language) {
        let catalogue = Catalogue.of(language)
        let faults = MessageCode.allCases.flatMap(SampleMessages.all).compactMap { message -> String? in
            guard let text = catalogue.textIfKnown(message), message.mismatches.isEmpty else {
                return "\(message)"
            }
            let isClean =
                !text.contains { "{}#".contains($0) } && !text.contains("  ") && !text.contains(" .")
                && !text.replacing("timestamp_ms", with: "").contains("_")
                && text.last.map { ".!?؟".contains($0) } == true
            return isClean ? nil : text
        }
        #expect(faults.isEmpty)
    }

    @Test(arguments: Language.allCases.filter { $0 != .english })
    func noTextIsEnglishUnseen(language: Language) {
        let (english, catalogue) = (Catalogue.of(.english), Catalogue.of(language))
        let equal = MessageCode.allCases.flatMap(SampleMessages.all).filter {
            catalogue.text($0) == english.text($0)
        }
        #expect(equal.isEmpty)
        // A child's words for hands and buttons may be the plain ones.
        guard language != .childsEnglish else { return }
        for (group, words) in english.words {
            for (token, word) in words {
                #expect(catalogue.words(group)[token] != word, "\(group).\(token)")
            }
        }
    }

    @Test func messagesOfALaterVersionAreLeftToTheStoredText() {
        let catalogue = Catalogue.of(.spanish)
        let known = Message(.wellDone)
        let later = [
            Message(code: "lift_elbow", parameters: ["hands": "left"]),
            Message(code: "open_hand", parameters: ["hands": "third"]),
            Message(code: "open_hand", parameters: [:]),
            Message(code: "open_hand", parameters: ["hands": 2]),
            Message(code: "larger_movement", parameters: ["hands": "both", "about": "quarter"]),
            Message(
                .inSign,
                ["sign": "A", "message": .message(Message(code: "lift_elbow", parameters: [:]))]),
        ]
        for message in later {
            #expect(catalogue.textIfKnown(message) == nil)
            #expect(catalogue.textIfKnown([known, message]) == nil)
            #expect(catalogue.text(message) == message.code)
        }
        #expect(catalogue.textIfKnown([known, known]) == "¡Muy bien! ¡Muy bien!")
    }

    @Test func nestingIsBounded() {
        var message = Message(.wellDone)
        for _ in 0..<100 { message = Message(.inSign, ["sign": "A", "message": .message(message)]) }
        #expect(Catalogue.of(.english).textIfKnown(message) == nil)
    }

    @Test func numbersHaveTheDecimalSeparatorOfTheLanguage() {
        let message = Message(.rateDisbelieved, ["rate": 1234.567])
        #expect(Catalogue.of(.english).text(message).contains(" 1234.57 "))
        #expect(Catalogue.of(.german).text(message).contains(" 1234,57 "))
        #expect(
            Catalogue.of(.english).text(Message(.rateDisbelieved, ["rate": .number(.infinity)]))
                == "No camera has a rate of inf frames a second: taken as not stated.")
    }

    @Test func glossesInArabicKeepTheirDirection() {
        let text = Catalogue.of(.arabic).text(Message(.looksMoreLike, ["seen": "MORE", "sign": "EAT"]))
        #expect(text == "تبدو أقرب إلى \u{2068}MORE\u{2069} منها إلى \u{2068}EAT\u{2069}.")
    }

    /// A sentence of each language as a reader sees it.
    @Test(arguments: [
        (Language.childsEnglish, "Lift your right hand a bit: about as much as your hand is wide."),
        (.spanish, "Sube la mano derecha: estaba demasiado abajo (más o menos el ancho de una mano)."),
        (.portuguese, "Levante a mão direita: ela estava baixa demais (mais ou menos a largura de uma mão)."),
        (.french, "Lève la main droite\u{A0}: elle était trop basse, d’environ la largeur d’une main."),
        (.german, "Hebe deine rechte Hand: Sie war etwa eine Handbreite zu tief."),
        (.arabic, "يُرجى رفع يدك اليمنى: كانت أخفض من الموضع الصحيح بنحو عرض كفّ."),
    ])
    func oneSentence(language: Language, sentence: String) {
        let message = Message(
            .raiseHand, ["hands": "right", "amount": 0.31, "unit": "shoulder_width", "about": "hand_width"])
        #expect(Catalogue.of(language).text(message) == sentence)
    }
}

/// Whether a template keeps to the parameters of its code.
private struct TemplateCheck {
    let catalogue: Catalogue
    let shapes: [String: ParameterShape]

    /// `present` are the optional parameters that a select around has found to be there.
    func faults(of template: Template, present: Set<String> = []) -> [String] {
        template.pieces.flatMap { piece -> [String] in
            switch piece {
            case .text, .number: return []
            case .parameter(let name):
                guard let shape = shapes[name] else { return ["\(name) is not declared"] }
                switch shape.kind {
                case .token, .tokens: return ["\(name) is a bare token"]
                case .text, .texts, .number, .message: return absence(of: name, shape, present)
                }
            case .word(let name, let group):
                guard let shape = shapes[name] else { return ["\(name) is not declared"] }
                switch shape.kind {
                case .token(let tokens), .tokens(let tokens):
                    let lacking = Set(tokens).subtracting(catalogue.words(group).keys)
                    return lacking.map { "\(group) lacks \($0)" } + absence(of: name, shape, present)
                case .text, .texts, .number, .message: return ["\(name) is no token"]
                }
            case .select(let name, let variants):
                guard let shape = shapes[name] else { return ["\(name) is not declared"] }
                var allowed: Set<String> = ["other"]
                if shape.isOptional { allowed.insert("none") }
                if case .token(let tokens) = shape.kind { allowed.formUnion(tokens) }
                let strange = Set(variants.keys).subtracting(allowed).map { "\(name) is never \($0)" }
                let blind = variants["none"] == nil ? absence(of: name, shape, present) : []
                return strange + blind
                    + variants.flatMap { key, variant in
                        faults(of: variant, present: key == "none" ? present : present.union([name]))
                    }
            case .plural(let name, _, let forms):
                guard let shape = shapes[name] else { return ["\(name) is not declared"] }
                var faults = absence(of: name, shape, present)
                switch shape.kind {
                case .number, .tokens, .texts: break
                case .token, .text, .message: faults.append("\(name) is no number")
                }
                return faults + forms.values.flatMap { self.faults(of: $0, present: present) }
            }
        }
    }

    private func absence(of name: String, _ shape: ParameterShape, _ present: Set<String>) -> [String] {
        shape.isOptional && !present.contains(name) ? ["\(name) may be absent"] : []
    }
}
