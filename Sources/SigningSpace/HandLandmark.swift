/// Points of MediaPipe's 21 hand landmarks.
enum HandLandmark {
    /// The centre of the hand whose landmarks begin at `start`: the mean of the wrist and the four fingers'
    /// knuckles (MCP), which finger movements leave in place.
    static func palmCentre(_ points: Span<SIMD4<Float>>, at start: Int) -> SIMD4<Float> {
        (points[start] + points[start + 5] + points[start + 9] + points[start + 13] + points[start + 17]) / 5
    }
}
