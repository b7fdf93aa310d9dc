// swift-tools-version: 6.3
import PackageDescription

// A package of its own: the main one needs none of this to build, and the flags are unsafe ones.
let package = Package(
    name: "signify-fuzz",
    dependencies: [.package(name: "signify", path: "../../..")],
    targets: [.target(name: "FuzzDriver")]
        + ["JSON", "NDJSON", "Pose", "Numpy", "Scanner", "CSV", "Wrapped"].map { format in
            .executableTarget(
                name: "Fuzz\(format)",
                dependencies: ["FuzzDriver", .product(name: "SignifyStages", package: "signify")],
                swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])],
                linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])])
        } + [
            .executableTarget(
                name: "FuzzInterface",
                dependencies: ["FuzzDriver", .product(name: "CInterface", package: "signify")],
                swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])],
                linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])])
        ],
    cxxLanguageStandard: .cxx17
)
