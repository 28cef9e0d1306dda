#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An axis of a chart: the numbers that it shows and their positions.
struct Scale {
  /// The numbers at both ends.
  let low: Double
  let high: Double
  /// Whether equal steps are equal factors.
  let isLogarithmic: Bool
  /// The coordinates of both ends.
  let start: Double
  let end: Double

  /// Creates an axis that shows all of the values; logarithmic if they differ by more than a factor
  /// of twenty.
  ///
  /// - Parameter clearance: the least distance of the values from both ends, such as the radius of
  ///   the circles that are drawn at them.
  init(
    showing values: [Double], fromZero: Bool = false, clearance: Double = 0, start: Double,
    end: Double
  ) {
    let least = values.min() ?? 0
    let most = values.max() ?? 1
    self.start = start
    self.end = end
    isLogarithmic = !fromZero && least > 0 && most / least > 20
    // The share of the values' span that keeps them clear of an end.
    let share = clearance / (abs(end - start) - 2 * clearance)
    if isLogarithmic {
      let margin = max(0.08, share * log10(most / least))
      low = pow(10, log10(least) - margin)
      high = pow(10, log10(most) + margin)
    } else {
      let margin =
        most > least ? max(0.08, share) * (most - least) : max(abs(most) * 0.1, 1e-9)
      low = fromZero ? 0 : max(0, least - margin)
      high = most + margin
    }
  }

  /// Returns the coordinate of a number.
  func position(_ value: Double) -> Double {
    let share =
      isLogarithmic
      ? (log10(value) - log10(low)) / (log10(high) - log10(low)) : (value - low) / (high - low)
    return start + share * (end - start)
  }

  /// The numbers that are written at the axis: four to ten round ones.
  var ticks: [Double] {
    isLogarithmic ? logarithmicTicks : linearTicks
  }

  private var linearTicks: [Double] {
    let span = high - low
    let power = pow(10, floor(log10(span / 5)))
    let step = [1, 2, 5, 10].map { $0 * power }.first { span / $0 <= 6 } ?? span
    var ticks: [Double] = []
    var number = ceil(low / step)
    while number * step <= high {
      ticks.append(number * step)
      number += 1
    }
    return ticks
  }

  private var logarithmicTicks: [Double] {
    var ticks: [Double] = []
    let decades = Int(floor(log10(low)))...Int(ceil(log10(high)))
    // Few decades leave room for more numbers in each.
    let span = log10(high / low)
    let parts: [Double] = span <= 3.2 ? [1, 2, 5] : [1]
    for decade in decades {
      for part in parts {
        let value = part * pow(10, Double(decade))
        if value >= low, value <= high { ticks.append(value) }
      }
    }
    return ticks
  }
}
