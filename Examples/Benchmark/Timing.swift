/// Returns the shortest time that a body takes, over enough runs to be repeatable.
///
/// The results are used, so that the compiler cannot leave the work out.
func fastest(_ body: () throws -> Int) rethrows -> Duration {
  let clock = ContinuousClock()
  var shortest = Duration.seconds(1_000)
  var sum = 0
  let end = clock.now + .milliseconds(300)
  repeat {
    let time = try clock.measure { sum &+= try body() }
    shortest = min(shortest, time)
  } while clock.now < end
  precondition(sum != 1)
  return shortest
}

extension Duration {
  /// The whole duration in nanoseconds.
  var nanoseconds: Double {
    Double(components.seconds) * 1e9 + Double(components.attoseconds) / 1e9
  }
}

extension Double {
  /// The number with two decimals.
  var short: String {
    let hundredths = Int(self * 100 + 0.5)
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }
}
