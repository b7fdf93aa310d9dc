import TestSupport
import Foundation

/// Validates documents against a schema of `docs/schema`: the part of JSON Schema 2020-12 that these
/// schemas use. An unknown keyword throws, so that no rule is skipped.
struct SchemaDocument {
    struct UnknownKeyword: Error { let name: String }

    static let folder = FixtureLibrary.folder.appending(path: "../docs/schema").standardized

    let root: JSONValue

    init(_ name: String) throws {
        root = try JSONValue(Data(contentsOf: Self.folder.appending(path: "\(name).schema.json")))
    }

    /// The examples of a kind, as `feedback/valid`, in order of name.
    static func examples(_ folder: String) throws -> [(name: String, json: Data)] {
        let place = Self.folder.appending(path: "examples/\(folder)")
        return try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
            .map { ($0, try Data(contentsOf: place.appending(path: $0))) }
    }

    /// The first rule that the document breaks, with its place; `nil` for a valid document.
    func fault(in document: JSONValue) throws -> String? { try fault(document, root, "$") }

    func definition(_ name: String) -> JSONValue? { root["$defs"]?[name] }

    private func fault(_ value: JSONValue, _ schema: JSONValue, _ path: String) throws -> String? {
        for (keyword, rule) in schema.members ?? [:] {
            if let broken = try fault(value, keyword, rule, schema, path) { return broken }
        }
        return nil
    }

    private func fault(
        _ value: JSONValue, _ keyword: String, _ rule: JSONValue, _ schema: JSONValue, _ path: String
    ) throws -> String? {
        let isKept: Bool
        switch keyword {
        case "$schema", "$defs", "title", "description": return nil
        case "$ref": return try fault(value, target(rule), path)
        case "allOf":
            for part in rule.elements ?? [] {
                if let broken = try fault(value, part, path) { return broken }
            }
            return nil
        case "anyOf": isKept = try (rule.elements ?? []).contains { try fault(value, $0, path) == nil }
        case "oneOf": isKept = try (rule.elements ?? []).count { try fault(value, $0, path) == nil } == 1
        case "type": isKept = (rule.elements ?? [rule]).contains { Self.isOf($0, value) }
        case "enum": isKept = (rule.elements ?? []).contains(value)
        case "const": isKept = rule == value
        case "minimum": isKept = Self.holds(value.number, rule) { $0 >= $1 }
        case "exclusiveMinimum": isKept = Self.holds(value.number, rule) { $0 > $1 }
        case "maximum": isKept = Self.holds(value.number, rule) { $0 <= $1 }
        case "minLength":
            isKept = Self.holds(value.text.map { Double($0.unicodeScalars.count) }, rule) { $0 >= $1 }
        case "minItems": isKept = Self.holds(value.elements.map { Double($0.count) }, rule) { $0 >= $1 }
        case "maxItems": isKept = Self.holds(value.elements.map { Double($0.count) }, rule) { $0 <= $1 }
        case "uniqueItems":
            isKept = rule != .boolean(true) || value.elements.map { Set($0).count == $0.count } ?? true
        case "pattern":
            let pattern = try Regex(rule.text ?? "")
            isKept = value.text.map { $0.contains(pattern) } ?? true
        case "required":
            let names = (rule.elements ?? []).compactMap(\.text)
            isKept = value.members.map { members in names.allSatisfy { members[$0] != nil } } ?? true
        case "items":
            for (place, element) in (value.elements ?? []).enumerated() {
                if let broken = try fault(element, rule, "\(path)[\(place)]") { return broken }
            }
            return nil
        case "properties":
            for (name, part) in rule.members ?? [:] {
                guard let member = value[name] else { continue }
                if let broken = try fault(member, part, "\(path).\(name)") { return broken }
            }
            return nil
        case "additionalProperties", "unevaluatedProperties":
            let known = names(of: schema)
            let others = (value.members ?? [:]).filter { !known.contains($0.key) }
            if rule.members != nil {
                for (name, member) in others {
                    if let broken = try fault(member, rule, "\(path).\(name)") { return broken }
                }
                return nil
            }
            guard rule == .boolean(false) else { throw UnknownKeyword(name: "\(keyword): \(rule)") }
            isKept = others.isEmpty
        default: throw UnknownKeyword(name: keyword)
        }
        return isKept ? nil : "\(path): \(keyword)"
    }

    private func target(_ reference: JSONValue) throws -> JSONValue {
        let text = reference.text ?? ""
        guard text.hasPrefix("#/$defs/"), let target = definition(String(text.dropFirst(8))) else {
            throw UnknownKeyword(name: text)
        }
        return target
    }

    /// The members that a schema names, itself or through `allOf`.
    private func names(of schema: JSONValue) -> Set<String> {
        var names = Set((schema["properties"]?.members ?? [:]).keys)
        for part in schema["allOf"]?.elements ?? [] {
            names.formUnion(self.names(of: part["$ref"].flatMap { try? target($0) } ?? part))
        }
        return names
    }

    private static func isOf(_ type: JSONValue, _ value: JSONValue) -> Bool {
        switch (type.text, value) {
        case ("null", .null), ("boolean", .boolean), ("number", .number), ("string", .text),
            ("array", .array),
            ("object", .object):
            true
        case ("integer", .number(let number)): number == number.rounded()
        default: false
        }
    }

    private static func holds(_ value: Double?, _ bound: JSONValue, _ test: (Double, Double) -> Bool) -> Bool
    {
        guard let value, let bound = bound.number else { return true }
        return test(value, bound)
    }
}
