// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

let package = Package(
    name: "signify",
    products: [
        .library(name: "Signify", targets: ["Signify"]),
        // A stage by itself, for who builds on landmarks or alignment and not on scores.
        .library(
            name: "SignifyStages",
            targets: [
                "Wording", "Landmarks", "RecordingCheck", "SigningSpace", "Alignment", "Scoring",
                "PracticeStore",
            ]),
        // The C interface: `make library` installs it as libsignify.so.
        .library(name: "CInterface", type: .dynamic, targets: ["CInterface"]),
        .executable(name: "signify-score", targets: ["ScoreCommand"]),
        .executable(name: "signify-worker", targets: ["WorkerCommand"]),
        .executable(name: "signify-laboratory", targets: ["LaboratoryCommand"]),
        .library(name: "SyntheticSigner", targets: ["SyntheticSigner"]),
        // For the benchmarks that need a harness, which are a package of their own.
        .library(name: "Measured", targets: ["Measured"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: product + laboratory + benchmarks + tests,
    cxxLanguageStandard: .cxx17
)

// The product. Data flows down the list of stages, and no module imports one below it.
var product: [Target] {
    [
        // The stages; codes and their words are the first, since every other one has something to say.
        .target(name: "Wording", dependencies: ["CCatalogues"], swiftSettings: strict),
        .target(name: "Landmarks", dependencies: ["CLandmarks", "Wording"], swiftSettings: strict),
        .target(name: "RecordingCheck", dependencies: ["Landmarks", "Wording"], swiftSettings: strict),
        .target(
            name: "SigningSpace", dependencies: ["Landmarks", "RecordingCheck", "Wording"],
            swiftSettings: strict),
        .target(
            name: "Alignment", dependencies: ["COpenBLAS", "CWarping"], swiftSettings: strict),
        .target(
            name: "Scoring",
            dependencies: [
                "CEmbedding", "Landmarks", "RecordingCheck", "SigningSpace", "Alignment", "Wording",
            ],
            swiftSettings: strict),
        .target(
            name: "PracticeStore",
            dependencies: [
                "CPlatform", "Landmarks", "Scoring", "Wording",
                .product(name: "GRDB", package: "GRDB.swift"), logging,
            ],
            swiftSettings: strict),

        // The front door, which every program and interface stands on.
        .target(
            name: "Signify",
            dependencies: [
                "Wording", "Landmarks", "RecordingCheck", "SigningSpace", "Alignment", "Scoring",
                "PracticeStore", "CPlatform", "CReportPage", "CShippedTakes",
            ],
            swiftSettings: strict),

        // Recordings that lie outside the store.
        .target(name: "ObjectStorage", dependencies: ["CTransfer"], swiftSettings: strict),

        // The doors: two programs and the C interface, whose header is a module of its own.
        .executableTarget(
            name: "ScoreCommand", dependencies: ["Signify", argumentParser],
            swiftSettings: strict),
        .executableTarget(
            name: "WorkerCommand",
            dependencies: [
                "ObjectStorage", "Signify", argumentParser, logging,
                .product(name: "FlyingFox", package: "FlyingFox"),
            ],
            swiftSettings: strict),
        .target(name: "CInterface", dependencies: ["CInterfaceHeader", "Signify"], swiftSettings: strict),
        .systemLibrary(name: "CInterfaceHeader"),

        // C and C++ behind shims.
        .target(
            name: "CLandmarks", linkerSettings: [.linkedLibrary("simdjson"), .linkedLibrary("z")]),
        .target(name: "CWarping"),
        .target(name: "CEmbedding", exclude: ["weights"]),
        .systemLibrary(
            name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-serial-dev"])]),
        .target(name: "CPlatform"),
        .target(name: "CTransfer", linkerSettings: [.linkedLibrary("curl")]),
        .target(name: "CShippedTakes"),
        .target(name: "CCatalogues", exclude: ["catalogues"]),
        .target(name: "CReportPage", exclude: ["page"]),
    ]
}

// The laboratory: how well the engine does, and what it learns from. The product links none of it.
var laboratory: [Target] {
    [
        .target(
            name: "SyntheticSigner", dependencies: ["Landmarks"],
            path: "Sources/Laboratory/SyntheticSigner", swiftSettings: strict),
        .target(
            name: "Evaluation",
            dependencies: [
                "Alignment", "COpenBLAS", "CLAPACKE", "Landmarks", "Scoring", "Signify", "SigningSpace",
            ],
            path: "Sources/Laboratory/Evaluation", swiftSettings: strict),
        .target(
            name: "Trials",
            dependencies: [
                "Alignment", "Evaluation", "Landmarks", "Scoring", "Signify", "SigningSpace",
                "SyntheticSigner",
            ],
            path: "Sources/Laboratory/Trials", swiftSettings: strict),
        .executableTarget(
            name: "LaboratoryCommand",
            dependencies: [
                "Alignment", "Evaluation", "Landmarks", "Scoring", "Signify", "SigningSpace",
                "SyntheticSigner",
                "Trials", argumentParser,
            ],
            path: "Sources/Laboratory/Command", swiftSettings: strict),
        .systemLibrary(
            name: "CLAPACKE", path: "Sources/Laboratory/CLAPACKE", pkgConfig: "lapacke",
            providers: [.apt(["liblapacke-dev"])]),
    ]
}

// The engine's side of `make bench-check` and `make bench-peers`.
var benchmarks: [Target] {
    [
        // The measured functions and their inputs.
        .target(
            name: "Measured", dependencies: ["Alignment", "Landmarks", "SyntheticSigner"],
            path: "Benchmarks/Measured", swiftSettings: strict),
        .executableTarget(
            name: "BenchmarkRunner",
            dependencies: ["Alignment", "Landmarks", "Measured", "Scoring", "Signify"],
            path: "Benchmarks/Runner", swiftSettings: strict),
    ]
}

var tests: [Target] {
    [
        .testTarget(
            name: "WordingTests", dependencies: ["CCatalogues", "TestSupport", "Wording"],
            swiftSettings: strict),
        .testTarget(
            name: "LandmarksTests", dependencies: ["CLandmarks", "Landmarks", "TestSupport"],
            exclude: ["Regressions"], swiftSettings: strict),
        .testTarget(
            name: "RecordingCheckTests",
            dependencies: ["Landmarks", "RecordingCheck", "SyntheticSigner", "Trials"],
            swiftSettings: strict),
        .testTarget(
            name: "SigningSpaceTests",
            dependencies: ["Landmarks", "RecordingCheck", "SigningSpace", "SyntheticSigner"],
            swiftSettings: strict),
        .testTarget(
            name: "AlignmentTests", dependencies: ["Alignment", "COpenBLAS", "CWarping", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "ScoringTests",
            dependencies: [
                "Landmarks", "Scoring", "SigningSpace", "SyntheticSigner", "TestSupport", "Trials",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "PracticeStoreTests",
            dependencies: [
                "PracticeStore", "StoreCrashProbe", "SyntheticSigner", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "SignifyTests",
            dependencies: [
                "Alignment", "RecordingCheck", "Signify", "SigningSpace", "SyntheticSigner", "TestSupport",
                "Trials",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ScoreCommandTests",
            dependencies: ["ScoreCommand", "Signify", "SyntheticSigner", "TestSupport", "Trials"],
            exclude: ["Help"], swiftSettings: strict),
        .testTarget(
            name: "ObjectStorageTests", dependencies: ["ObjectStorage", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "WorkerCommandTests",
            dependencies: [
                "ObjectStorage", "Signify", "SyntheticSigner", "TestSupport", "WorkerCommand", logging,
            ],
            exclude: ["Help"], swiftSettings: strict),
        .testTarget(
            name: "CInterfaceTests",
            dependencies: ["CInterface", "CInterfaceHeader", "Signify", "SyntheticSigner"],
            swiftSettings: strict),
        .testTarget(
            name: "LaboratoryTests",
            dependencies: [
                "Evaluation", "LaboratoryCommand", "Landmarks", "Scoring", "Signify", "SigningSpace",
                "SyntheticSigner", "TestSupport", "Trials",
            ],
            exclude: ["Help"], swiftSettings: strict),
        .target(
            name: "TestSupport", dependencies: ["CLandmarks", "SyntheticSigner", argumentParser],
            path: "Tests/TestSupport",
            swiftSettings: strict),
        // A program for the store's tests to kill, starve and run beside themselves.
        .executableTarget(
            name: "StoreCrashProbe", dependencies: ["PracticeStore", "Scoring"],
            path: "Tests/IntegrationTests/StoreCrashProbe", swiftSettings: strict),
    ]
}
