/// The code that a changed module contains: each drawn change under its number, with the variable
/// that chooses one of them for a run.
enum SupportCode {
  /// Returns the text that is in the place of the token.
  static func replacement(of mutant: Mutant, number: Int) -> String {
    let text = mutant.token.text
    return switch mutant.change {
    case .literal(let other): "mutated(\(number), \(text), \(other))"
    case .infix: text + mark(number)
    case .prefix: text + mark(number)
    case .function, .member: "\(text)_mutated\(number)"
    case .jump(let other): "if mutantIsOn(\(number)) { \(other) } else { \(text) }"
    }
  }

  /// Returns the file of a module, with what its changes refer to.
  static func file(of mutants: [(number: Int, mutant: Mutant)]) -> String {
    header + mutants.map { definition(of: $0.mutant, number: $0.number) }.joined()
  }

  /// A number in characters of which operators may consist.
  private static func mark(_ number: Int) -> String {
    String(number, radix: 2).map { $0 == "0" ? "∘" : "∙" }.joined()
  }

  private static func definition(of mutant: Mutant, number: Int) -> String {
    let old = mutant.token.text
    switch mutant.change {
    case .literal, .jump: return ""
    case .prefix: return prefix(old, old + mark(number), number)
    case .infix(let new, let precedence, let rule):
      return infix(old, new, old + mark(number), precedence, rule, number)
    case .function(let new):
      return """
        @usableFromInline func \(old)_mutated\(number)<T: Comparable>(
          _ a: T, _ b: T, _ rest: T...
        ) -> T {
          let all = [a, b] + rest
          return (mutantIsOn(\(number)) ? all.\(new)() : all.\(old)()) ?? a
        }

        """
    case .member(let new): return member(old, new, number)
    }
  }

  private static func prefix(_ old: String, _ name: String, _ number: Int) -> String {
    let (type, constraint) = old == "!" ? ("Bool", "") : ("T", "<T: SignedNumeric>")
    return """
      prefix operator \(name)
      @usableFromInline prefix func \(name)\(constraint)(a: \(type)) -> \(type) {
        mutantIsOn(\(number)) ? a : \(old)a
      }

      """
  }

  private static func infix(
    _ old: String, _ new: String, _ name: String, _ precedence: String, _ rule: InfixRule,
    _ number: Int
  ) -> String {
    func function(
      _ generics: String, _ parameters: String, _ result: String, old: String, new: String
    ) -> String {
      """
      @usableFromInline func \(name)\(generics)(\(parameters))\(result) {
        if mutantIsOn(\(number)) { \(new) } else { \(old) }
      }

      """
    }
    func plain(_ bound: String, result: String) -> String {
      function(
        "<T: \(bound)>", "a: T, b: T", " -> \(result)", old: "a \(old) b", new: "a \(new) b")
    }
    let definitions: String
    switch rule {
    case .comparison: definitions = plain("Comparable", result: "Bool")
    case .equality:
      definitions =
        plain("Equatable", result: "Bool")
        + function(
          "<T>", "a: T?, b: _OptionalNilComparisonType", " -> Bool", old: "a \(old) b",
          new: "a \(new) b")
    case .logical:
      definitions = function(
        "<E>", "a: Bool, b: @autoclosure () throws(E) -> Bool", " throws(E) -> Bool",
        old: old == "&&" ? "a ? try b() : false" : "a ? true : try b()",
        new: old == "&&" ? "a ? true : try b()" : "a ? try b() : false")
    case .additive: definitions = plain("AdditiveArithmetic", result: "T")
    case .numeric: definitions = plain("Numeric", result: "T")
    case .division:
      definitions = plain("BinaryInteger", result: "T") + plain("FloatingPoint", result: "T")
    case .remainder, .shift: definitions = plain("BinaryInteger", result: "T")
    case .bits: definitions = plain("FixedWidthInteger", result: "T")
    case .range:
      definitions = function(
        "", "a: Int, b: Int", " -> Range<Int>", old: "a..<b", new: "a..<(b + 1)")
    case .additiveAssignment, .numericAssignment:
      definitions = function(
        "<T: \(rule == .numericAssignment ? "Numeric" : "AdditiveArithmetic")>",
        "a: inout T, b: T", "", old: "a \(old) b", new: "a \(new) b")
    }
    return "infix operator \(name): \(precedence)\n" + definitions
  }

  private static func member(_ old: String, _ new: String, _ number: Int) -> String {
    let name = "\(old)_mutated\(number)"
    func either(_ suffix: String) -> String {
      "mutantIsOn(\(number)) ? \(new)\(suffix) : \(old)\(suffix)"
    }
    switch old {
    case "first", "last":
      return """
        extension BidirectionalCollection {
          @usableFromInline var \(name): Element? { \(either("")) }
          @usableFromInline
          func \(name)(where test: (Element) throws -> Bool) rethrows -> Element? {
            try \(either("(where: test)"))
          }
        }

        """
    case "prefix", "suffix":
      return """
        extension BidirectionalCollection {
          @usableFromInline func \(name)(_ count: Int) -> SubSequence { \(either("(count)")) }
        }

        """
    case "dropFirst", "dropLast":
      return """
        extension BidirectionalCollection {
          @usableFromInline func \(name)(_ count: Int = 1) -> SubSequence { \(either("(count)")) }
        }

        """
    case "allSatisfy":
      return """
        extension Sequence {
          @usableFromInline func \(name)(_ test: (Element) throws -> Bool) rethrows -> Bool {
            mutantIsOn(\(number)) ? try contains(where: test) : try allSatisfy(test)
          }
        }

        """
    case "min", "max":
      return """
        extension Sequence where Element: Comparable {
          @usableFromInline func \(name)() -> Element? { \(either("()")) }
        }
        extension Sequence {
          @usableFromInline func \(name)(
            by test: (Element, Element) throws -> Bool
          ) rethrows -> Element? {
            try \(either("(by: test)"))
          }
        }
        extension FixedWidthInteger {
          @usableFromInline static var \(name): Self { \(either("")) }
        }

        """
    case "isEmpty":
      return """
        extension Collection {
          @usableFromInline var \(name): Bool { mutantIsOn(\(number)) != isEmpty }
        }

        """
    case "lowerBound", "upperBound":
      return ["Range", "ClosedRange"].map {
        """
        extension \($0) {
          @usableFromInline var \(name): Bound { \(either("")) }
        }

        """
      }.joined()
    default: return ""
    }
  }

  /// The number of the change of a run, from the environment; and, if a file is named there, a
  /// record of the changes whose places a run reaches.
  private static let header = """
    #if canImport(Glibc)
      internal import Glibc
    #elseif canImport(Musl)
      internal import Musl
    #else
      internal import Darwin
    #endif

    private let mutantNumber =
      getenv("CONVCOST_MUTANT").flatMap { Int(String(cString: $0)) } ?? 0
    private nonisolated(unsafe) let mutantTrace =
      getenv("CONVCOST_MUTANT_TRACE").flatMap { fopen($0, "a") }
    private nonisolated(unsafe) let mutantReached = {
      let flags = UnsafeMutablePointer<Bool>.allocate(capacity: 1 << 16)
      flags.initialize(repeating: false, count: 1 << 16)
      return flags
    }()

    @usableFromInline func mutantIsOn(_ number: Int) -> Bool {
      if let file = mutantTrace, !mutantReached[number] {
        mutantReached[number] = true
        fputs("\\(number)\\n", file)
        fflush(file)
      }
      return number == mutantNumber
    }

    @usableFromInline func mutated<T>(_ number: Int, _ old: T, _ new: T) -> T {
      mutantIsOn(number) ? new : old
    }


    """
}
