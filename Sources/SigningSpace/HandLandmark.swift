/// Places among MediaPipe's 21 hand landmarks.
enum HandLandmark {
    /// Wrist and the four fingers' knuckles (MCP): what does not move when the fingers do.
    static let palm = [0, 5, 9, 13, 17]
}
