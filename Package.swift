// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

// One module a stage; the data flows down this list and no module imports one below it:
//   Landmarks -> RecordingCheck -> SigningSpace -> Alignment -> Scoring -> PracticeStore -> PracticeAnalysis -> front ends
let package = Package(
    name: "signify",
    products: [
        .library(
            name: "Signify",
            targets: [
                "Landmarks", "RecordingCheck", "SigningSpace", "Alignment", "Scoring", "PracticeStore",
                "PracticeAnalysis",
            ]),
        .library(name: "SyntheticSigner", targets: ["SyntheticSigner"]),
        // The C interface; `make library` links libsignify.so of it.
        .library(name: "SignifyC", type: .static, targets: ["SignifyC"]),
        .executable(name: "signify-score", targets: ["SignifyScore"]),
        .executable(name: "signify-worker", targets: ["SignifyWorker"]),
        .executable(name: "signify-fixtures", targets: ["FixtureGenerator"]),
        .executable(name: "signify-evaluate", targets: ["SignifyEvaluate"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        // C behind shims.
        .systemLibrary(
            name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-serial-dev"])]),
        .systemLibrary(
            name: "CLAPACKE", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CLibPQ"),
        .target(name: "CHeap"),
        .target(name: "CLandmarkJSON", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "CWarping"),
        .target(name: "CLandmarkPose"),
        // The header of the C interface, which SignifyC implements.
        .systemLibrary(name: "CSignify"),

        // The stages.
        .target(
            name: "Landmarks", dependencies: ["CLandmarkJSON", "CLandmarkPose", "CZlib"],
            swiftSettings: strict),
        .target(name: "RecordingCheck", dependencies: ["Landmarks"], swiftSettings: strict),
        .target(
            name: "SigningSpace", dependencies: ["Landmarks", "RecordingCheck"], swiftSettings: strict),
        .target(
            name: "Alignment", dependencies: ["COpenBLAS", "CWarping"], swiftSettings: strict),
        .target(
            name: "Scoring", dependencies: ["Landmarks", "RecordingCheck", "SigningSpace", "Alignment"],
            swiftSettings: strict),
        .target(
            name: "PracticeStore",
            dependencies: [
                "CLibPQ", "Landmarks", "Scoring",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),

        // The project's own signer, whose takes are the fixtures.
        .target(name: "SyntheticSigner", dependencies: ["Landmarks"], swiftSettings: strict),

        // An attempt from its bytes to its place in a store: what every front end does.
        .target(
            name: "PracticeAnalysis",
            dependencies: [
                "Alignment", "Landmarks", "RecordingCheck", "SigningSpace", "Scoring", "PracticeStore",
                "SyntheticSigner",
            ],
            swiftSettings: strict),

        // Scores what waits in PostgreSQL's queue.
        .target(
            name: "ScoringWorker",
            dependencies: [
                "Landmarks", "RecordingCheck", "SigningSpace", "Scoring", "PracticeStore", "PracticeAnalysis",
                .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),

        // How well scores tell signs apart, and what is learned from takes.
        .target(
            name: "Evaluation",
            dependencies: ["Landmarks", "SigningSpace", "Alignment", "Scoring", "COpenBLAS", "CLAPACKE"],
            swiftSettings: strict),

        // Whether the feedback is right, on attempts whose faults are known.
        .target(
            name: "FeedbackTrials",
            dependencies: [
                "Alignment", "Evaluation", "Landmarks", "Scoring", "SigningSpace", "SyntheticSigner",
            ],
            swiftSettings: strict),

        // Front ends, and what programs have in common.
        .target(
            name: "FrontEnd",
            dependencies: [
                "PracticeAnalysis", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "SignifyScore",
            dependencies: [
                "Alignment", "CHeap", "Landmarks", "SigningSpace", "Scoring", "PracticeStore",
                "PracticeAnalysis", "Evaluation", "FrontEnd",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "SignifyWorker",
            dependencies: [
                "FrontEnd", "PracticeStore", "Scoring", "ScoringWorker",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(
            name: "SignifyC",
            dependencies: ["CSignify", "Landmarks", "Scoring", "PracticeStore", "PracticeAnalysis"],
            swiftSettings: strict),
        .executableTarget(
            name: "SignifyEvaluate",
            dependencies: [
                "Alignment", "Landmarks", "SigningSpace", "Scoring", "Evaluation", "FeedbackTrials",
                "SyntheticSigner",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "FixtureGenerator",
            dependencies: [
                "Landmarks", "SyntheticSigner",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        .testTarget(
            name: "LandmarksTests", dependencies: ["CLandmarkJSON", "CLandmarkPose", "CZlib", "Landmarks"],
            exclude: ["Regressions"],
            swiftSettings: strict),
        .testTarget(
            name: "RecordingCheckTests",
            dependencies: ["FeedbackTrials", "Landmarks", "RecordingCheck", "SyntheticSigner"],
            swiftSettings: strict),
        .testTarget(
            name: "SigningSpaceTests",
            dependencies: ["Landmarks", "RecordingCheck", "SigningSpace", "SyntheticSigner"],
            swiftSettings: strict),
        .testTarget(
            name: "AlignmentTests", dependencies: ["Alignment", "COpenBLAS", "CWarping"],
            swiftSettings: strict),
        .testTarget(
            name: "ScoringTests",
            dependencies: ["FeedbackTrials", "Landmarks", "Scoring", "SigningSpace", "SyntheticSigner"],
            swiftSettings: strict),
        .testTarget(
            name: "EvaluationTests",
            dependencies: [
                "Evaluation", "Landmarks", "Scoring", "SignifyEvaluate", "SigningSpace", "SyntheticSigner",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "PracticeStoreTests",
            dependencies: [
                "PracticeStore", "StoreCrashProbe", "SyntheticSigner",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ScoringWorkerTests",
            dependencies: [
                "Landmarks", "PracticeAnalysis", "PracticeStore", "Scoring", "ScoringWorker", "SignifyScore",
                "SignifyWorker",
                "SyntheticSigner",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        // A program for the store's tests to kill, starve and run beside themselves.
        .executableTarget(
            name: "StoreCrashProbe", dependencies: ["PracticeStore", "Scoring"],
            path: "Tests/StoreCrashProbe", swiftSettings: strict),
        .testTarget(
            name: "SyntheticSignerTests", dependencies: ["FixtureGenerator", "Landmarks", "SyntheticSigner"],
            swiftSettings: strict),
        .testTarget(
            name: "SignifyCTests",
            dependencies: ["CSignify", "SignifyC", "Landmarks", "PracticeAnalysis", "SyntheticSigner"],
            swiftSettings: strict),
        .testTarget(
            name: "SignifyScoreTests",
            dependencies: [
                "SignifyScore", "FeedbackTrials", "FixtureGenerator", "Landmarks", "PracticeAnalysis",
                "PracticeStore", "Scoring", "SyntheticSigner",
            ],
            swiftSettings: strict),
    ],
    cxxLanguageStandard: .cxx17
)
