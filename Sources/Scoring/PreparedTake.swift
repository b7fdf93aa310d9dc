import Alignment
import Landmarks
import SigningSpace

/// A recording of a sign, measured and ready to be compared.
public struct PreparedTake: Sendable {
    /// The signer's name.
    public let signer: String
    /// The recording in signing space.
    public let clip: SigningClip
    /// The frames of the sign itself, without the movement from and to rest.
    let stroke: Range<Int>
    /// The metric of `features`; only takes of one metric can be compared.
    let metric: SignMetric
    /// The measured features, each in its own unit.
    let measures: SignFeatures
    /// The measured features, weighted for comparison.
    let features: WeightedFeatures
    /// ``embedding``, made when it is first read: those of many stretches of a sentence never are.
    let madeEmbedding: Lazily<SignEmbedding?>
    /// ``motion``, made when it is first read.
    private let madeMotion: Lazily<SignMotion>

    /// The clip as feedback measures it. O(frames) on the first reading.
    var motion: SignMotion { madeMotion.value }

    /// By the metric's network; `nil` without one. O(weights · postures) on the first reading.
    var embedding: SignEmbedding? { madeEmbedding.value }

    /// The share, 0–1, of the sign's own frames in which the dominant hand was seen; the movement from and to
    /// rest is left out. O(frames).
    public var handCoverage: Double {
        clip.trimmed(to: stroke).coverage[clip.dominantHand] ?? 0
    }

    /// Prepares a recording. O(frames · landmarks).
    ///
    /// - Throws: ``SigningSpaceError`` for a recording with no place in signing space.
    public init(
        _ recording: LandmarkClip, signer: String = "", metric: SignMetric = .standard
    ) throws(SigningSpaceError) {
        let clip = try SigningClip(recording)
        self.init(clip, signer: signer, metric: metric)
    }

    /// Prepares a stored recording whose embedding by the standard metric is known. O(frames · landmarks).
    ///
    /// - Throws: ``SigningSpaceError`` for a recording with no place in signing space.
    public init(
        _ recording: LandmarkClip, signer: String, embedding: SignEmbedding?
    ) throws(SigningSpaceError) {
        let clip = try SigningClip(recording)
        self.init(
            clip, clip.stroke, signer: signer, metric: .standard, measures: SignFeatures(clip),
            embedding: embedding)
    }

    /// Prepares a clip that is already in signing space. O(frames).
    init(_ clip: SigningClip, signer: String, metric: SignMetric) {
        self.init(
            clip, clip.stroke, signer: signer, metric: metric, measures: SignFeatures(clip))
    }

    /// The take under another metric. O(frames · features).
    public func measured(by metric: SignMetric) -> PreparedTake {
        PreparedTake(
            clip, stroke, signer: signer, metric: metric, measures: measures)
    }

    private init(
        _ clip: SigningClip, _ stroke: Range<Int>, signer: String, metric: SignMetric,
        measures: SignFeatures, embedding: SignEmbedding? = nil
    ) {
        self.signer = signer
        self.clip = clip
        self.stroke = stroke
        self.metric = metric
        self.measures = measures
        features = WeightedFeatures(measures, metric: metric)
        let network = metric.network
        madeEmbedding =
            embedding.map { Lazily(known: $0) } ?? Lazily { network?.embedding(of: clip) }
        madeMotion = Lazily { SignMotion(clip) }
    }
}
