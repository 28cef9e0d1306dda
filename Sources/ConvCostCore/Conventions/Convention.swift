/// A way to count: what a named counter adds for each operation, and what it calls the sum.
///
/// A convention is only a table; the loop over a graph is the same for all of them. The conventions
/// of public tools include the tools' quirks, because these affect the number:
///
/// | convention | ReLU after a 3×3 convolution of 64 channels with bias on 64×56×56 | sum |
/// |---|---|---|
/// | `standard` | 115,605,504 | 115,605,504 |
/// | `fvcore` | 115,605,504 | 115,605,504 |
/// | `ptflops` | 115,605,504 + 200,704 bias + 200,704 ReLU, twice | 116,207,616 |
/// | `calflops` | 2 · 115,605,504 + 200,704 bias + 200,704 ReLU | 231,612,416 |
///
/// ```swift
/// let network = try Network(zoo: "resnet18")
/// print(try network.report(by: .thop).count)
/// for convention in Convention.all { print(convention) }
/// ```
public struct Convention: Hashable, Sendable {
  /// The name on the command line.
  public var name: String
  /// What is counted, in a sentence.
  public var summary: String
  /// The tool and version, or the publication, whose numbers these are.
  public var source: String
  /// The framework that the tool works on. Source forms are known in networks of this framework.
  public var framework: Framework
  /// Whether a batch norm directly after a convolution is folded into it, as exporters do.
  public var foldsNorms: Bool
  /// What is counted and printed, the main number first.
  public var counts: [Count] {
    didSet { precondition(!counts.isEmpty, "a convention needs at least one count") }
  }
  /// What is printed as the number of parameters.
  public var parameters: Count

  /// Creates a convention.
  ///
  /// - Precondition: there is at least one count.
  public init(
    _ name: String, summary: String, source: String, framework: Framework = .pytorch,
    foldsNorms: Bool = false, counts: [Count], parameters: Count = .parameters
  ) {
    precondition(!counts.isEmpty, "a convention needs at least one count")
    self.name = name
    self.summary = summary
    self.source = source
    self.framework = framework
    self.foldsNorms = foldsNorms
    self.counts = counts
    self.parameters = parameters
  }

  /// Returns how a metric is counted; nil for a metric that the convention does not have.
  public func count(of metric: Metric) -> Count? {
    metric == .parameters ? parameters : counts.first { $0.metric == metric }
  }

  /// The convention's name for a metric, or the metric's usual name.
  public func label(of metric: Metric) -> String {
    metric == .parameters ? metric.name : count(of: metric)?.label ?? metric.name
  }

  /// Whether the convention gives the metric a value. A metric without a count is unknown, never
  /// zero.
  public func defines(_ metric: Metric) -> Bool {
    switch metric {
    case .macs, .flops: count(of: metric) != nil
    case .parameters, .buffers, .activations: true
    }
  }
}

extension Convention: CustomStringConvertible {
  /// The name and what is counted.
  public var description: String { summary.isEmpty ? name : "\(name): \(summary)" }
}

/// A number that a convention prints: a table of what each operation adds to it.
public struct Count: Hashable, Sendable {
  /// A multiple of a quantity.
  public struct Term: Hashable, Sendable {
    /// The number of times that the quantity counts.
    public var factor: Int
    /// The quantity.
    public var quantity: Quantity

    /// The largest factor. It ensures that a count either fits in 64 bits or is an error.
    public static let largestFactor = 1_000_000

    /// Creates a term.
    ///
    /// - Precondition: the factor is at most `largestFactor`, and at least its negative.
    public init(_ factor: Int, _ quantity: Quantity) {
      precondition(factor.magnitude <= Self.largestFactor.magnitude, "a factor of \(factor)")
      self.factor = factor
      self.quantity = quantity
    }
  }

  /// What operations add; a kind that is not listed adds nothing.
  public typealias Rules = [OperationKind: [Term]]

  /// The metric that the number is reported as.
  public var metric: Metric
  /// The tool's name for the number.
  public var label: String
  /// The forms of source that the tool sees; an operation in another form adds nothing.
  public var sees: Set<SourceForm>
  /// What operations add.
  public var rules: Rules
  /// What operations add if they are written in one of these forms; replaces `rules` for that kind.
  public var exceptions: [SourceForm: Rules]
  /// What operations on maps with this number of axes add, if that differs: one axis or three.
  public var axes: [Int: Rules]
  /// The operations whose modules count a second time, because the tool also sees the function that
  /// they call.
  public var countedTwice: Set<OperationKind>

  /// Creates a count; by default every form is seen.
  public init(
    _ metric: Metric, _ label: String, sees: Set<SourceForm> = Set(SourceForm.allCases),
    _ rules: Rules, exceptions: [SourceForm: Rules] = [:], axes: [Int: Rules] = [:],
    countedTwice: Set<OperationKind> = []
  ) {
    self.metric = metric
    self.label = label
    self.sees = sees
    self.rules = rules
    self.exceptions = exceptions
    self.axes = axes
    self.countedTwice = countedTwice
  }

  /// Returns what an operation in a form adds; nil if the tool does not see the form.
  ///
  /// - Parameter axes: the number of axes of the map that it works on; nil for other shapes.
  public func terms(
    for kind: OperationKind, as form: SourceForm, axes rank: Int?
  ) -> [Term]? {
    guard sees.contains(form) else { return nil }
    return exceptions[form]?[kind] ?? rank.flatMap { axes[$0]?[kind] } ?? rules[kind] ?? []
  }

  /// Returns whether a number depends on how the source writes an operation of this kind.
  public func dependsOnForm(of kind: OperationKind) -> Bool {
    guard rules[kind]?.isEmpty == false || exceptions.values.contains(where: { $0[kind] != nil })
    else { return false }
    let isSeenEverywhere = sees.count == SourceForm.allCases.count
    return !isSeenEverywhere || countedTwice.contains(kind)
      || exceptions.values.contains { $0[kind] != nil }
  }

  /// All trainable numbers, which is what most tools call parameters.
  public static let parameters = Count(
    .parameters, "parameters",
    Dictionary(uniqueKeysWithValues: OperationKind.allCases.map { ($0, [1 * .parameters]) }))
}

extension Quantity {
  /// Returns a multiple of a quantity, so that tables read `2 * .input`.
  public static func * (factor: Int, quantity: Quantity) -> Count.Term {
    Count.Term(factor, quantity)
  }
}
