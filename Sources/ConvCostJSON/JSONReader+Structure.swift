extension JSONReader {
  /// Reads a text whose structure is checked afterwards, so that both have the same errors.
  ///
  /// - Parameters:
  ///   - strictly: whether comments and trailing commas are errors.
  ///   - line: the number of the text's first line.
  /// - Throws: `JSONStructureError.json` for a text that is not JSON.
  package static func structure(
    _ bytes: some Collection<UInt8>, strictly: Bool = false, fromLine line: Int = 1
  ) throws(JSONStructureError) -> JSONValue {
    do throws(JSONError) {
      return try read(bytes, strictly: strictly, fromLine: line)
    } catch {
      throw .json(error)
    }
  }
}
