/// The mapping from the points of one `.pose` component to the landmarks of a clip's frame.
struct PosePlacement {
    let part: LandmarkPart
    let component: PoseComponent
    /// The landmark of each point within the part, found by the point's name: reduced files keep only some
    /// points.
    let landmarks: [Int]
    /// Whether every landmark of the part is present, in order.
    let isWhole: Bool

    /// Looks up the component's point names.
    ///
    /// - Throws: an error at the first name that is unknown in the part or occurs twice.
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

    /// The landmark count of the part, given the component's points: 478 for a face that names an iris point.
    var landmarkCount: Int {
        let needed = (landmarks.max() ?? 0) + 1
        return part.landmarkCounts.first { $0 >= needed } ?? part.landmarkCounts[0]
    }
}
