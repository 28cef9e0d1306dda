internal import ConvCostCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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
  public func depth(_ phi: Double) -> Double { pow(alpha, phi) }

  /// Returns the factor of the width.
  public func width(_ phi: Double) -> Double { pow(beta, phi) }

  /// Returns the side of the input, to the nearest whole number.
  public func resolution(_ phi: Double, from side: Int) -> Int {
    let length = Double(side) * pow(gamma, phi) + 0.5
    return length < Double(Shape.longestDimension) ? Int(length) : Shape.longestDimension
  }

  /// Returns the rules with constants from 1 to 3, in steps of 0.05, whose growth differs from 2 by
  /// at most the tolerance; the closest come first.
  public static func grid(tolerance: Double = 0.05) -> [CompoundScaling] {
    // In whole numbers of twentieths, so that growths of exactly 1.95 and 2.05 are within 0.05.
    let twentieths = 20...60
    let unit = 20 * 20 * 20 * 20 * 20
    let largest = (tolerance * Double(unit)).rounded()
    var rules: [(rule: CompoundScaling, difference: Int)] = []
    for alpha in twentieths {
      for beta in twentieths {
        for gamma in twentieths {
          let difference = abs(alpha * beta * beta * gamma * gamma - 2 * unit)
          guard Double(difference) <= largest else { continue }
          let rule = CompoundScaling(
            alpha: Double(alpha) / 20, beta: Double(beta) / 20, gamma: Double(gamma) / 20)
          rules.append((rule, difference))
        }
      }
    }
    return rules.enumerated().sorted {
      ($0.element.difference, $0.offset) < ($1.element.difference, $1.offset)
    }.map(\.element.rule)
  }
}
