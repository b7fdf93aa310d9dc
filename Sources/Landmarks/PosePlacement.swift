/// Where the points of one `.pose` component go inside a frame of a clip.
struct PosePlacement {
    let part: LandmarkPart
    let component: PoseComponent
    /// Each point's landmark within its part, by the name the file gives it: reduced files keep some points only.
    let landmarks: [Int]
    /// Whether every landmark of the part is there, in order.
    let isWhole: Bool

    /// Looks the component's point names up.
    ///
    /// - Throws: an error at the first name that is not one of the part's, or that comes twice.
    init(_ component: PoseComponent, part: LandmarkPart, of bytes: RawSpan) throws(LandmarkError) {
        self.part = part
        self.component = component
        if PoseCatalogue.areInOrder(component.pointNames, in: part, of: bytes) {
            landmarks = Array(component.pointNames.indices)
            isWhole = part.landmarkCounts.contains(landmarks.count)
            return
        }
        var landmarks: [Int] = []
        landmarks.reserveCapacity(component.pointNames.count)
        var taken: [Bool] = Array(repeating: false, count: part.landmarkCounts.max() ?? 0)
        for name in component.pointNames {
            let landmark = PoseCatalogue.pointIndex(in: part, named: name, of: bytes)
            guard let landmark, !taken[landmark] else {
                throw LandmarkError(
                    "component \(bytes.quotation(of: component.name)) of \(component.pointNames.count) points "
                        + "has point \(bytes.quotation(of: name)), which "
                        + (landmark == nil ? "MediaPipe does not have there" : "comes twice"),
                    at: .byte(name.lowerBound), remedy: "export MediaPipe Holistic landmarks with their names"
                )
            }
            taken[landmark] = true
            landmarks.append(landmark)
        }
        self.landmarks = landmarks
        isWhole = false
    }

    /// How many landmarks the part has as this component numbers them: 478 for a face that names an iris point.
    var landmarkCount: Int {
        let needed = (landmarks.max() ?? 0) + 1
        return part.landmarkCounts.first { $0 >= needed } ?? part.landmarkCounts[0]
    }
}
