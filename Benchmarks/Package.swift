// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

// A separate package, so that users of the library do not fetch the benchmark harness.
let package = Package(
    name: "signify-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "signify", path: ".."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        // The measured functions and their inputs.
        .target(
            name: "Measured",
            dependencies: [
                .product(name: "Signify", package: "signify"),
                .product(name: "SyntheticSigner", package: "signify"),
            ],
            path: "Measured",
            swiftSettings: strict),
        .executableTarget(
            name: "Engine",
            dependencies: [
                "Measured",
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "Signify", package: "signify"),
                .product(name: "SyntheticSigner", package: "signify"),
            ],
            path: "Benchmarks/Engine",
            swiftSettings: [.swiftLanguageMode(.v6)],
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
        // The engine's side of `make bench-peers`, built without the harness.
        .executableTarget(
            name: "PeerRunner",
            dependencies: ["Measured", .product(name: "Signify", package: "signify")],
            path: "Peers/Runner",
            swiftSettings: strict),
    ]
)
