/// A change of one token.
struct Mutant: Hashable {
  /// The path of the file from the package's folder.
  var path: String
  /// The token.
  var token: Token
  /// The line's text without white space at its ends.
  var lineText: String
  /// The column, from 1.
  var column: Int
  /// How it is changed.
  var change: Change
  /// Its place in a seed's order.
  var rank: UInt64

  /// The module.
  var module: String { String(path.split(separator: "/")[1]) }
  /// What the token is changed to.
  var after: String { change.after }

  /// A line for people, and the beginning of a line of the list of known equivalents.
  var text: String { "\(path) | \(lineText) | \(token.text) → \(after)" }
}

/// A way to change a token.
enum Change: Hashable {
  /// Another literal.
  case literal(to: String)
  /// Another infix operator; both are defined for the same operands.
  case infix(to: String, precedence: String, rule: InfixRule)
  /// A prefix operator that is left out.
  case prefix
  /// A function that is called without a receiver.
  case function(to: String)
  /// A member, by the support code that defines it.
  case member(to: String)
  /// `break` for `continue` and the reverse.
  case jump(to: String)

  var after: String {
    switch self {
    case .literal(let text), .infix(let text, _, _), .function(let text), .member(let text),
      .jump(let text):
      text
    case .prefix: "(nothing)"
    }
  }
}

/// For which operands an infix operator and its replacement are both defined.
enum InfixRule: Hashable {
  case comparison, equality, logical, additive, numeric, division, remainder
  case additiveAssignment, numericAssignment, range, shift, bits
}

/// Infix operators, what each is changed to, and its precedence.
let infixChanges: [String: Change] = [
  "<": .infix(to: "<=", precedence: "ComparisonPrecedence", rule: .comparison),
  "<=": .infix(to: "<", precedence: "ComparisonPrecedence", rule: .comparison),
  ">": .infix(to: ">=", precedence: "ComparisonPrecedence", rule: .comparison),
  ">=": .infix(to: ">", precedence: "ComparisonPrecedence", rule: .comparison),
  "==": .infix(to: "!=", precedence: "ComparisonPrecedence", rule: .equality),
  "!=": .infix(to: "==", precedence: "ComparisonPrecedence", rule: .equality),
  "&&": .infix(to: "||", precedence: "LogicalConjunctionPrecedence", rule: .logical),
  "||": .infix(to: "&&", precedence: "LogicalDisjunctionPrecedence", rule: .logical),
  "+": .infix(to: "-", precedence: "AdditionPrecedence", rule: .additive),
  "-": .infix(to: "+", precedence: "AdditionPrecedence", rule: .additive),
  "*": .infix(to: "+", precedence: "MultiplicationPrecedence", rule: .numeric),
  "/": .infix(to: "*", precedence: "MultiplicationPrecedence", rule: .division),
  "%": .infix(to: "/", precedence: "MultiplicationPrecedence", rule: .remainder),
  "&+": .infix(to: "&-", precedence: "AdditionPrecedence", rule: .bits),
  "&-": .infix(to: "&+", precedence: "AdditionPrecedence", rule: .bits),
  "&": .infix(to: "|", precedence: "MultiplicationPrecedence", rule: .bits),
  "|": .infix(to: "&", precedence: "AdditionPrecedence", rule: .bits),
  "<<": .infix(to: ">>", precedence: "BitwiseShiftPrecedence", rule: .shift),
  ">>": .infix(to: "<<", precedence: "BitwiseShiftPrecedence", rule: .shift),
  "..<": .infix(to: "...", precedence: "RangeFormationPrecedence", rule: .range),
  "+=": .infix(to: "-=", precedence: "AssignmentPrecedence", rule: .additiveAssignment),
  "-=": .infix(to: "+=", precedence: "AssignmentPrecedence", rule: .additiveAssignment),
  "*=": .infix(to: "+=", precedence: "AssignmentPrecedence", rule: .numericAssignment),
]

/// Members, and what each is changed to.
let memberChanges = [
  "first": "last", "last": "first", "prefix": "suffix", "suffix": "prefix",
  "dropFirst": "dropLast", "dropLast": "dropFirst", "allSatisfy": "contains", "min": "max",
  "max": "min", "isEmpty": "isEmpty == false", "lowerBound": "upperBound",
  "upperBound": "lowerBound",
]
