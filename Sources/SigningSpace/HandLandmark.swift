/// Places among MediaPipe's 21 hand landmarks.
public enum HandLandmark {
    /// The wrist.
    public static let wrist = 0
    /// Wrist and the four fingers' knuckles (MCP): what does not move when the fingers do.
    public static let palm = [0, 5, 9, 13, 17]
    /// The four landmarks of each finger from the palm outwards, thumb first.
    public static let fingers = [
        [1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16], [17, 18, 19, 20],
    ]
}
