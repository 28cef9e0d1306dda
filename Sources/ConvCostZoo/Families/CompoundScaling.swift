internal import ConvCostCore

/// EfficientNet's rule: depth, width and resolution grow together, each by a constant to the power
/// of φ.
///
///     depth = α^φ        width = β^φ        resolution = r · γ^φ        α · β² · γ² ≈ 2
///
/// so that FLOPs grow by about 2^φ. Tan and Le, "EfficientNet: Rethinking Model Scaling for
/// Convolutional Neural Networks", 2019, §3.3; the paper found α = 1.2, β = 1.1 and γ = 1.15 on its
/// base network.
public struct CompoundScaling: Hashable, Sendable {
  /// The depth's constant.
  public var alpha: Double
  /// The width's constant.
  public var beta: Double
  /// The resolution's constant.
  public var gamma: Double

  /// Creates a rule; by default the paper's.
  public init(alpha: Double = 1.2, beta: Double = 1.1, gamma: Double = 1.15) {
    self.alpha = alpha
    self.beta = beta
    self.gamma = gamma
  }

  /// By how much FLOPs grow at φ = 1 if nothing is rounded: α · β² · γ².
  public var growth: Double { alpha * beta * beta * gamma * gamma }

  /// Returns the factor of the depth.
  public func depth(_ phi: Double) -> Double { power(alpha, phi) }

  /// Returns the factor of the width.
  public func width(_ phi: Double) -> Double { power(beta, phi) }

  /// Returns the side of the input, to the nearest whole number.
  public func resolution(_ phi: Double, from side: Int) -> Int {
    let length = Double(side) * power(gamma, phi) + 0.5
    return length < Double(Shape.longestDimension) ? Int(length) : Shape.longestDimension
  }

  /// Returns the rules with constants of at least 1, in steps of 0.05, whose growth differs from 2
  /// by at most the tolerance; the closest come first.
  public static func grid(tolerance: Double = 0.05) -> [CompoundScaling] {
    let steps = (20...40).map { Double($0) / 20 }
    var rules: [CompoundScaling] = []
    for alpha in steps {
      for beta in steps {
        for gamma in steps {
          let rule = CompoundScaling(alpha: alpha, beta: beta, gamma: gamma)
          if abs(rule.growth - 2) <= tolerance { rules.append(rule) }
        }
      }
    }
    return rules.enumerated().sorted {
      (abs($0.element.growth - 2), $0.offset) < (abs($1.element.growth - 2), $1.offset)
    }.map(\.element)
  }
}

/// Returns the square root of a positive number, by Newton's method from above.
private func squareRoot(_ number: Double) -> Double {
  var root = max(number, 1)
  while true {
    let next = (root + number / root) / 2
    guard next < root else { return root }
    root = next
  }
}

/// Returns a positive number to a power without the system's mathematics library: squares for the
/// whole part of the exponent, and takes square roots for its fraction.
private func power(_ base: Double, _ exponent: Double) -> Double {
  guard exponent >= 0 else { return 1 / power(base, -exponent) }
  var result = 1.0
  var factor = base
  var whole = Int(min(exponent, 1_000_000))
  var rest = exponent - Double(whole)
  while whole > 0 {
    if whole % 2 == 1 { result *= factor }
    factor *= factor
    whole /= 2
  }
  var root = base
  for _ in 0..<60 where rest > 0 {
    root = squareRoot(root)
    rest *= 2
    if rest >= 1 {
      result *= root
      rest -= 1
    }
  }
  return result
}
