// swift-tools-version: 6.2
import PackageDescription

// A separate package, so that users of the library do not fetch the benchmark harness.
let package = Package(
    name: "signify-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "signify", path: ".."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "Engine",
            dependencies: [
                .product(name: "Measured", package: "signify"),
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "Signify", package: "signify"),
                .product(name: "SyntheticSigner", package: "signify"),
            ],
            path: "Benchmarks/Engine",
            swiftSettings: [.swiftLanguageMode(.v6)],
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
    ]
)
