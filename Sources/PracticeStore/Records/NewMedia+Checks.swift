extension NewMedia {
    /// Refuses a name that cannot be the last part of an object's path.
    func checkName() throws(StoreError) {
        guard (1...200).contains(name.unicodeScalars.count), !name.contains("/"),
            !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else {
            throw .refused(
                table: "media_assets", column: "path",
                reason: "a recording's name has from 1 to 200 characters, no slash and no control character")
        }
    }
}
