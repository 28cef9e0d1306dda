/// Finds the tokens of a file that can be changed.
struct Candidates {
  let path: String
  let bytes: [UInt8]
  let seed: UInt64
  private let tokens: [Token]

  init(path: String, bytes: [UInt8], seed: UInt64) {
    self.path = path
    self.bytes = bytes
    self.seed = seed
    tokens = Lexer.tokens(of: bytes)
  }

  func mutants() -> [Mutant] {
    let isLeftOut = leftOut()
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var seen: [String: Int] = [:]
    var result: [Mutant] = []
    for index in tokens.indices where !isLeftOut[index] {
      let token = tokens[index]
      let line = lines[token.line - 1]
      let text = String(decoding: line, as: UTF8.self)
      let trimmed = String(text.drop { $0 == " " })
      // The order depends on the line itself, not on what is before it, so that a change elsewhere
      // leaves most of what a seed draws as it is.
      let column = token.range.lowerBound - line.startIndex
      let name = "\(path)|\(trimmed)|\(column)"
      let number = Self.hash("\(name)")
      guard let change = change(of: index, isMore: number & 1 == 0) else { continue }
      let copy = seen[name, default: 0]
      seen[name] = copy + 1
      result.append(
        Mutant(
          path: path, token: token, lineText: trimmed, column: column + 1, change: change,
          rank: Self.hash("\(seed)|\(name)|\(copy)")))
    }
    return result
  }

  /// FNV-1a, mixed so that similar texts have different numbers.
  static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash ^= hash >> 31
    hash &*= 0x9e37_79b9_7f4a_7c15
    return hash ^ (hash >> 29)
  }

  /// Whether each token is in an import, a pattern of a case or a declaration of an operator.
  private func leftOut() -> [Bool] {
    var result = [Bool](repeating: false, count: tokens.count)
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      let isFirst = index == 0 || tokens[index - 1].line < token.line
      if token.text == "import" || token.text == "precedencegroup" || token.text == "operator" {
        while index < tokens.count, tokens[index].line == token.line {
          result[index] = true
          index += 1
        }
      } else if token.text == "case", index == 0 || tokens[index - 1].text != "." {
        let end = endOfPattern(from: index, isDeclaration: isFirst)
        for place in index..<end { result[place] = true }
        index = end
      } else {
        index += 1
      }
    }
    return result
  }

  /// Returns the index after a case's pattern, or after the declaration of an enum's case.
  private func endOfPattern(from start: Int, isDeclaration: Bool) -> Int {
    var depth = 0
    var index = start + 1
    while index < tokens.count {
      let token = tokens[index]
      switch token.text {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case ":" where depth == 0: return index + 1
      case "where" where depth == 0, "in" where depth == 0: return index + 1
      case "=" where depth == 0 && !isDeclaration: return index + 1
      default: break
      }
      if depth < 0 { return index }
      let endsLine = index + 1 == tokens.count || tokens[index + 1].line > token.line
      if isDeclaration, depth == 0, endsLine, token.text != "," { return index + 1 }
      index += 1
    }
    return index
  }

  private func change(of index: Int, isMore: Bool) -> Change? {
    let token = tokens[index]
    let before = index > 0 ? tokens[index - 1].text : ""
    let after = index + 1 < tokens.count ? tokens[index + 1].text : ""
    switch token.kind {
    case .number: return .literal(to: otherNumber(token.text, isMore: isMore))
    case .word:
      switch token.text {
      case "true" where before != ".": return .literal(to: "false")
      case "false" where before != ".": return .literal(to: "true")
      case "break" where after == "}" || isLast(index): return .jump(to: "continue")
      case "continue" where after == "}" || isLast(index): return .jump(to: "break")
      case "min", "max":
        let other = token.text == "min" ? "max" : "min"
        if before == "." { return .member(to: other) }
        return after == "(" && before != "func" ? .function(to: other) : nil
      default:
        guard before == ".", let other = memberChanges[token.text] else { return nil }
        return .member(to: other)
      }
    case .sign:
      guard before != "func" else { return nil }
      if token.hasSpaceBefore, token.hasSpaceAfter { return infixChanges[token.text] }
      // An operator as an argument, such as `reduce(0, +)`.
      if ["(", ",", ":"].contains(before), [")", ","].contains(after) {
        return infixChanges[token.text]
      }
      let isPrefix = !token.hasSpaceAfter && (token.hasSpaceBefore || ["(", "["].contains(before))
      return isPrefix && ["!", "-"].contains(token.text) ? .prefix : nil
    case .bracket: return nil
    }
  }

  private func isLast(_ index: Int) -> Bool {
    index + 1 == tokens.count || tokens[index + 1].line > tokens[index].line
  }

  /// Returns the next or the previous integer, or a number with another last digit.
  private func otherNumber(_ text: String, isMore: Bool) -> String {
    let digits = text.filter { $0 != "_" }
    let number =
      digits.hasPrefix("0x")
      ? Int(digits.dropFirst(2), radix: 16)
      : digits.hasPrefix("0b") ? Int(digits.dropFirst(2), radix: 2) : Int(digits)
    if let number { return "\(isMore || number == 0 ? number &+ 1 : number - 1)" }
    // A fraction: the last digit of what is before an exponent, or of a hexadecimal's exponent.
    let isHex = digits.hasPrefix("0x")
    let end = isHex ? digits.endIndex : digits.firstIndex { "eE".contains($0) } ?? digits.endIndex
    let last = digits.index(before: end)
    let digit = digits[last].hexDigitValue ?? 0
    return digits[..<last] + "\(digit == 9 ? 8 : digit + 1)" + digits[end...]
  }
}
