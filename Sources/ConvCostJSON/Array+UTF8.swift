extension Array<UInt8> {
  /// The place of the first byte that is not UTF-8; nil if there is none.
  var firstInvalidByte: Int? {
    // Most texts are ASCII, which needs no parser.
    if allSatisfy({ $0 < 0x80 }) { return nil }
    var decoder = Unicode.UTF8.ForwardParser()
    var bytes = makeIterator()
    var offset = 0
    while true {
      switch decoder.parseScalar(from: &bytes) {
      case .valid(let scalar): offset += scalar.count
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }
}
